namespace RnnGraph.Onnx.Export;

/// <summary>Which axes a value has before its features. It may be fewer than its space says: what lacks an axis is repeated along it, as in numpy.</summary>
internal enum Rows
{
    /// <summary>None: <c>[F]</c>, or a matrix.</summary>
    One,

    /// <summary><c>[batch, F]</c>; in a body the only ones that there are.</summary>
    Batch,

    /// <summary><c>[time, batch, F]</c>.</summary>
    Steps,
}

/// <summary>A value of the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its axes before the features.</param>
internal readonly record struct Value(string Name, Rows Rows);

namespace RnnGraph.Training;

/// <summary>A tensor of a run that a checkpoint holds.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Read">Copies its values out, row-major.</param>
/// <param name="Write">Sets its values, row-major.</param>
internal sealed record StoredTensor(string Name, IReadOnlyList<int> Shape, ReadTensor Read, WriteTensor Write)
{
    /// <summary>The number of values.</summary>
    public int Size => Shape.Aggregate(1, (count, size) => count * size);
}

/// <summary>Copies values out, row-major.</summary>
internal delegate void ReadTensor(Span<float> values);

/// <summary>Sets values, row-major.</summary>
internal delegate void WriteTensor(ReadOnlySpan<float> values);

namespace RnnGraph;

/// <summary>
/// One parameter: its shape, and where its values lie in <see cref="ParameterSet{T}.Values"/> and <see cref="Gradients{T}.Values"/>: <see cref="Count"/>
/// stretches of <see cref="Width"/> values, <see cref="Stride"/> apart from <see cref="Offset"/> on. Padding within them is always 0.
/// </summary>
public sealed class ParameterInfo
{
    internal ParameterInfo(string name, int rows, int columns, Initializer initializer, int offset, int stride, int width, int count)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        Initializer = initializer;
        Offset = offset;
        Stride = stride;
        Width = width;
        Count = count;
    }

    /// <summary>The checkpoint key, <c>gate.role</c>.</summary>
    public string Name { get; }

    /// <summary>Outputs of a matrix, features of a vector.</summary>
    public int Rows { get; }

    /// <summary>Inputs of a matrix; 0 for a vector.</summary>
    public int Columns { get; }

    /// <summary>Whether this is a matrix.</summary>
    public bool IsMatrix => Columns > 0;

    /// <summary>How the values start.</summary>
    public Initializer Initializer { get; }

    /// <summary>Values without padding.</summary>
    public int Size => IsMatrix ? Rows * Columns : Rows;

    /// <summary>The row-major shape, <c>[Rows]</c> or <c>[Rows, Columns]</c>.</summary>
    public IReadOnlyList<int> Shape => IsMatrix ? [Rows, Columns] : [Rows];

    /// <summary>Index of the first stretch.</summary>
    public int Offset { get; }

    /// <summary>Distance from one stretch to the next.</summary>
    public int Stride { get; }

    /// <summary>Values of a stretch, padding included.</summary>
    public int Width { get; }

    /// <summary>How many stretches there are.</summary>
    public int Count { get; }

    /// <summary>Index of a matrix's value at <paramref name="row"/> and <paramref name="column"/>; of a vector's at <paramref name="row"/>.</summary>
    internal int IndexOf(int row, int column)
    {
        var (panel, lane) = Math.DivRem(row, Width);
        var stretch = IsMatrix ? (panel * Columns) + column : panel;
        return Offset + (stretch * Stride) + lane;
    }
}

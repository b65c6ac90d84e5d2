namespace RnnGraph.Graphs;

/// <summary>The shape of one value: a vector of <see cref="Rows"/> features, or a matrix of <see cref="Rows"/> × <see cref="Columns"/>.</summary>
public readonly struct Shape : IEquatable<Shape>
{
    private Shape(Size rows, Size columns, bool isMatrix)
    {
        Rows = rows;
        Columns = columns;
        IsMatrix = isMatrix;
    }

    /// <summary>The number of features of a vector; the number of rows (outputs) of a matrix.</summary>
    public Size Rows { get; }

    /// <summary>The number of columns (inputs) of a matrix; 1 for a vector.</summary>
    public Size Columns { get; }

    /// <summary>Whether this is a matrix, which only parameters and their gradients are.</summary>
    public bool IsMatrix { get; }

    /// <summary>A vector of <paramref name="features"/> values.</summary>
    public static Shape Vector(Size features) => new(features, 1, isMatrix: false);

    /// <summary>A matrix that maps <paramref name="columns"/> inputs to <paramref name="rows"/> outputs.</summary>
    public static Shape Matrix(Size rows, Size columns) => new(rows, columns, isMatrix: true);

    /// <inheritdoc/>
    public bool Equals(Shape other) => IsMatrix == other.IsMatrix && Rows == other.Rows && Columns == other.Columns;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Rows.GetHashCode() * 31) + Columns.GetHashCode();

    /// <summary>Whether two shapes are equal.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The canonical text: <c>[hidden]</c> or <c>[hidden, input]</c>.</summary>
    public override string ToString() => IsMatrix ? $"[{Rows}, {Columns}]" : $"[{Rows}]";
}

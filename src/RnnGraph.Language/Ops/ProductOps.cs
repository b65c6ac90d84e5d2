using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>A product of a matrix parameter and a vector.</summary>
public sealed class ProductRow : OpRow
{
    private readonly bool _transposed;

    internal ProductRow(string name, bool transposed)
        : base(name, OpKind.Product, 2) => _transposed = transposed;

    /// <summary>The reference meaning for one row: adds the product to <paramref name="result"/>.</summary>
    /// <param name="matrix">Row-major [rows, columns].</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="vector">Holds the vector from <paramref name="vectorStart"/> on: columns long, or rows long when transposed.</param>
    /// <param name="vectorStart">Where the vector starts.</param>
    /// <param name="result">Receives the product from <paramref name="resultStart"/> on.</param>
    /// <param name="resultStart">Where the result starts.</param>
    public void Accumulate(double[] matrix, int rows, int columns, double[] vector, int vectorStart, double[] result, int resultStart)
    {
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var (from, to) = _transposed ? (r, c) : (c, r);
                result[resultStart + to] += matrix[(r * columns) + c] * vector[vectorStart + from];
            }
        }
    }

    internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
    {
        if (!operands[0].IsMatrix || operands[1].IsMatrix)
        {
            throw new DefinitionException(DiagnosticIds.WrongShape, $"'{Name}' needs a matrix and a vector, but is given {operands[0]} and {operands[1]}.");
        }

        var (takes, gives) = _transposed ? (operands[0].Rows, operands[0].Columns) : (operands[0].Columns, operands[0].Rows);
        return operands[1].Rows == takes
            ? Shape.Vector(gives)
            : throw new DefinitionException(
                DiagnosticIds.SizesDiffer, $"'{Name}' with a matrix {operands[0]} needs a vector of {takes}, but is given one of {operands[1].Rows}.");
    }

    internal override IReadOnlyList<Draft?> Derive(Derivation at)
    {
        var (matrix, vector) = (at.Operands[0], at.Operands[1]);
        return _transposed
            ? [Draft.Of(TotalOps.OuterTotal, vector, at.Adjoint), Draft.Of(ProductOps.Dense, matrix, at.Adjoint)]
            : [Draft.Of(TotalOps.OuterTotal, at.Adjoint, vector), Draft.Of(ProductOps.DenseTransposed, matrix, at.Adjoint)];
    }
}

/// <summary>Products with a matrix.</summary>
public static class ProductOps
{
    /// <summary>M·v: [R, C] and [C] to [R]; Ṁ = Σ over rows of ẏ vᵀ, v̇ = Mᵀ·ẏ.</summary>
    public static ProductRow Dense { get; } = new("dense", transposed: false);

    /// <summary>Mᵀ·v: [R, C] and [R] to [C]; Ṁ = Σ over rows of v ẏᵀ, v̇ = M·ẏ.</summary>
    public static ProductRow DenseTransposed { get; } = new("dense-transposed", transposed: true);
}

using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>An op that moves features: each feature of the result is a feature of an operand, a sum of some, or 0. All are linear.</summary>
public abstract class RearrangementRow : OpRow
{
    private protected RearrangementRow(string name)
        : base(name, OpKind.Rearrangement, 1)
    {
    }

    /// <inheritdoc/>
    public override bool IsCheap => true;

    /// <summary>The reference meaning for one row: which feature of which operand is added to which feature of the result. What nothing is added to is 0.</summary>
    /// <param name="operands">How many features each operand has.</param>
    /// <param name="size">How many features the result has.</param>
    /// <param name="offset">The node's offset; 0 where the op takes none.</param>
    public abstract IEnumerable<Move> Moves(IReadOnlyList<int> operands, int size, int offset);

    internal sealed override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
    {
        foreach (var operand in operands)
        {
            if (operand.IsMatrix)
            {
                throw new DefinitionException(
                    DiagnosticIds.WrongShape,
                    $"'{Name}' needs a vector, but is given a matrix {operand}; a matrix that is computed is a vector of its rows, one after the other.");
            }
        }

        return Shape.Vector(Arrange(operands.Select(operand => operand.Rows).ToArray(), declared.Rows));
    }

    /// <summary>The number of features of the result.</summary>
    /// <param name="operands">Those of the operands.</param>
    /// <param name="declared">That of the node.</param>
    /// <exception cref="DefinitionException">They don't fit.</exception>
    private protected abstract Size Arrange(IReadOnlyList<Size> operands, Size declared);

    /// <summary>That <paramref name="whole"/> is a multiple of <paramref name="part"/>.</summary>
    private protected static void RequireMultiple(Size whole, Size part) => _ = whole / part;
}

/// <summary>One feature's way through a rearrangement.</summary>
/// <param name="Operand">Which operand it is read from.</param>
/// <param name="From">Which feature of that operand.</param>
/// <param name="To">Which feature of the result it is added to.</param>
public readonly record struct Move(int Operand, int From, int To);

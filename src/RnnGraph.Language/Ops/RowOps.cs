using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>What lies between the rows of one space and those of another.</summary>
public static class RowOps
{
    /// <summary>A value that is the same at every step, at every step of the axis that the node names: space Sequence or Parameter to Step; v̇ = Σ over steps of ẏ.</summary>
    public static OpRow Repeat { get; } = new RepeatRow();

    /// <summary>
    /// The weight of each row of operand 0, a loss, in its mean: 1/(number of rows that count), and 0 for the others; the operand's values don't matter. In space
    /// Step those within their length count. In space Sequence those count that have a step along at least one of the axes that the operand depends on; all, if it depends on none.
    /// It stands only in adjoint graphs.
    /// </summary>
    public static OpRow Share { get; } = new ShareRow();

    private sealed class RepeatRow() : OpRow("repeat", OpKind.Rows, 1)
    {
        public override bool IsCheap => true;

        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
            => operands[0].IsMatrix
                ? throw new DefinitionException(DiagnosticIds.WrongShape, $"'{Name}' needs a vector, but is given a matrix {operands[0]}.")
                : operands[0];

        internal override Space SpaceOf(IReadOnlyList<Space> operands)
            => operands[0] == Space.Step
                ? throw new DefinitionException(DiagnosticIds.WrongSpace, $"'{Name}' needs a value that is the same at every step, but is given one that has steps already.")
                : Space.Step;

        // In space Step; whoever asks for the operand's sums it over the steps.
        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [at.Adjoint];
    }

    private sealed class ShareRow() : OpRow("share", OpKind.Rows, 1)
    {
        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
            => operands[0] == Shape.Vector(1)
                ? operands[0]
                : throw new DefinitionException(DiagnosticIds.WrongShape, $"A loss is a single feature, [1], but {operands[0]} is given; Op.Sum and Op.Mean give one.");
    }
}

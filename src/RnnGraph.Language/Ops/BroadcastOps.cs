using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>One feature to many, and what depends on how many there are.</summary>
public static class BroadcastOps
{
    /// <summary>The one feature x in every feature, [1] to the node's declared [F]; ẋ = Σ ẏ.</summary>
    public static OpRow Expand { get; } = new ExpandRow();

    /// <summary>A leaf in space Parameter: the number 1/F in each of the F features of the node's declared shape.</summary>
    public static OpRow ReciprocalSize { get; } = new ReciprocalSizeRow();

    /// <summary>1 in the feature whose index the one feature x is, 0 in the others: [1] to the node's declared [F]. No derivative flows to an index.</summary>
    public static OpRow OneHot { get; } = new OneHotRow();

    internal static Draft Spread(Draft feature, Shape shape) => new(Expand, [feature], shape);

    private sealed class ExpandRow() : OpRow("expand", OpKind.Broadcast, 1)
    {
        public override bool IsCheap => true;

        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
            => operands[0] == Shape.Vector(1)
                ? declared
                : throw new DefinitionException(
                    DiagnosticIds.WrongShape, $"'expand' needs a single feature, [1], but is given {operands[0]}; Op.Sum, Op.Mean and Op.Max give one.");

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [Draft.Of(ReductionOps.Sum, at.Adjoint)];
    }

    private sealed class OneHotRow() : OpRow("one-hot", OpKind.Broadcast, 1)
    {
        public override bool IsCheap => true;

        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared)
            => operands[0] == Shape.Vector(1) && !declared.IsMatrix
                ? declared
                : throw new DefinitionException(DiagnosticIds.WrongShape, $"'one-hot' makes a vector of an index, [1], but is to make {declared} of {operands[0]}.");

        internal override IReadOnlyList<Draft?> Derive(Derivation at) => [null];
    }

    private sealed class ReciprocalSizeRow() : OpRow("reciprocal-size", OpKind.Leaf, 0)
    {
        internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared) => declared;
    }
}

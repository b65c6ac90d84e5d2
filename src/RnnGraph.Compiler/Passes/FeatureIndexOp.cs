using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>0, 1, 2 … in the features: a leaf that only the compiler writes, to compare tokens with.</summary>
internal sealed class FeatureIndexOp : OpRow
{
    private FeatureIndexOp()
        : base("feature-index", OpKind.Leaf, 0)
    {
    }

    public static FeatureIndexOp Row { get; } = new();

    internal override Shape Infer(IReadOnlyList<Shape> operands, Shape declared) => declared;
}

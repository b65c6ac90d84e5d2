using RnnGraph.Compiler.Passes;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Sums along the axes of a matrix that a body computes: the body adds up what it has in registers, and what is summed up needn't stand in memory.</summary>
internal static class SpreadSums
{
    /// <summary>Whether the body that computes a sum's operand adds it up. It does where it goes over a matrix row by row anyway, as it reads vectors along its axes.</summary>
    public static bool IsSummedInBody(GraphNode node, Block block, LoweringContext context)
    {
        if (Of(node.Op) == Spread.None || node.Space == Space.Parameter)
        {
            return false;
        }

        var source = Roots.Of(node.Operands[0]);
        return source.Op.Kind == OpKind.Elementwise && block.Contains(source) && !context.Accumulators.ContainsKey(source)
            && context.Due.Computed(source) == context.Due.Computed(node)
            && block.Nodes.Any(other => other.Op is SpreadOp && other.Shape == source.Shape);
    }

    public static Spread Of(OpRow op) =>
        op == RearrangementOps.SumEach ? Spread.SumEach
        : op == RearrangementOps.SumTiles ? Spread.SumTiles
        : op == ReductionOps.Sum ? Spread.Sum : Spread.None;
}

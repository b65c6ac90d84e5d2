using System.Runtime.CompilerServices;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>What is left of a graph in evaluation: nothing is drawn, no gradient passes, and what then multiplies by 1 or adds 0 is gone.</summary>
internal static class Evaluation
{
    // what was found, as nodes share operands; a node never changes
    private static readonly ConditionalWeakTable<GraphNode, GraphNode> Found = [];

    /// <summary>The node that has the value of <paramref name="node"/>. Asked in the graph's order, it goes no deeper than a node's operands.</summary>
    public static GraphNode Of(GraphNode node) => Found.GetValue(node, each => Same(each) is { } other ? Of(other) : each);

    /// <summary>The number that a node has in every feature; null for one that is computed.</summary>
    public static double? Number(GraphNode node) => Of(node) switch
    {
        { Op: RandomRow } drawn => drawn.Numbers[^1],
        { Op: var op } constant when op == StructureOps.Constant => constant.Numbers[0],
        { Op: var op } spread when op == BroadcastOps.Expand => Number(spread.Operands[0]),
        _ => null,
    };

    private static GraphNode? Same(GraphNode node)
    {
        if (node.Op == RandomOps.WeightNoise || node.Op == ElementwiseOps.StopGradient || node.Op == ElementwiseOps.ClipGradient)
            return node.Operands[0];
        double? neutral = node.Op == ElementwiseOps.Multiply ? 1 : node.Op == ElementwiseOps.Add ? 0 : null;
        return neutral is null ? null
            : Number(node.Operands[0]) == neutral ? node.Operands[1]
            : Number(node.Operands[1]) == neutral ? node.Operands[0]
            : null;
    }
}

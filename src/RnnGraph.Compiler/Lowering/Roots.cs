using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Which nodes are one value: reading a stacked result at a step is the body node's own value, wherever it is read;
/// what is the same at every step is read where it stands.</summary>
internal static class Roots
{
    /// <summary>The node that computes, or brings in, the value that <paramref name="node"/> stands for.</summary>
    public static GraphNode Of(GraphNode node)
    {
        while (true)
        {
            if (node.Op == StructureOps.Read || node.Op == RowOps.Repeat)
            {
                node = node.Operands[0];
            }
            else if (node.Op == StructureOps.Stack || node.Op == StructureOps.Previous || node.Op == StructureOps.StepTotal)
            {
                node = node.Inner!;
            }
            else
            {
                return node;
            }
        }
    }

    /// <summary>Whether a node is only another name for its root.</summary>
    public static bool IsAlias(GraphNode node) =>
        node.Op == StructureOps.Read || node.Op == RowOps.Repeat || node.Op == StructureOps.Stack || node.Op == StructureOps.Previous
        || node.Op == StructureOps.StepTotal || node.Op == StructureOps.Final;
}

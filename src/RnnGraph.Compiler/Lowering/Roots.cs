using RnnGraph.Compiler.Passes;
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
            if (StandsForOperand(node.Op))
            {
                node = node.Operands[0];
            }
            else if (StandsForInner(node.Op))
            {
                node = node.Inner!;
            }
            else
            {
                return node;
            }
        }
    }

    /// <inheritdoc cref="Of(GraphNode)"/>
    public static DraftNode Of(DraftNode node)
    {
        while (true)
        {
            if (StandsForOperand(node.Op))
            {
                node = node.Operands[0];
            }
            else if (StandsForInner(node.Op))
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
    public static bool IsAlias(GraphNode node) => StandsForOperand(node.Op) || StandsForInner(node.Op) || node.Op == StructureOps.Final;

    /// <summary>Whether the op gives an outer value as it is.</summary>
    public static bool StandsForOperand(OpRow op) => op == StructureOps.Read || op == RowOps.Repeat;

    /// <summary>Whether the op gives a value of a scan's body as it is.</summary>
    private static bool StandsForInner(OpRow op) => op == StructureOps.Stack || op == StructureOps.Previous || op == StructureOps.StepTotal;
}

using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>As <see cref="Lowering.Roots"/>, of drafts: the node that computes, or brings in, a value.</summary>
internal static class DraftRoots
{
    public static DraftNode Of(DraftNode node)
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
}

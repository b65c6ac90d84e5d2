using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Passes;

/// <summary>Which outer nodes belong to the forward pass: those that more than gradients depend on.</summary>
internal static class ForwardPass
{
    public static HashSet<DraftNode> Of(GraphDraft draft)
    {
        var seen = new HashSet<DraftNode>();
        var work = new Stack<DraftNode>(draft.Results.Where(result => result.Kind != ResultKind.Gradient).Select(result => result.Node));
        while (work.Count > 0)
        {
            var node = work.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            node.Operands.ForEach(work.Push);
            foreach (var carried in node.Scan?.Carried ?? new List<DraftCarried>())
            {
                work.Push(carried.Initial);
            }

            foreach (var inner in node.Scan?.Body ?? new List<DraftNode>())
            {
                inner.Operands.ForEach(work.Push);
            }
        }

        return seen;
    }
}

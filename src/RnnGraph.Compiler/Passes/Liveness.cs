using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>Which nodes of a draft some result needs, also through the carried values of scans.</summary>
internal static class Liveness
{
    /// <summary>
    /// The live nodes. A scan is live through its results; of its carried values only those live that a live node of its body reads
    /// or a result selects, except that the carried values of the user's own definition always stay: they are its state.
    /// </summary>
    public static HashSet<DraftNode> Of(GraphDraft draft)
    {
        var owner = new Dictionary<DraftNode, DraftCarried>();
        foreach (var carried in draft.Scans.SelectMany(scan => scan.Scan!.Carried))
        {
            owner[carried.Argument] = carried;
        }

        var live = new HashSet<DraftNode>();
        var work = new Stack<DraftNode>(draft.Results.Select(result => result.Node));

        // Inputs, states and parameters are the definition's surface: they stay even where a pass finds nothing that reads them.
        foreach (var leaf in draft.Nodes.Where(node => node.Op.Kind == OpKind.Leaf && node.Op != StructureOps.Constant))
        {
            work.Push(leaf);
        }

        while (work.Count > 0)
        {
            var node = work.Pop();
            if (!live.Add(node))
            {
                continue;
            }

            node.Operands.ForEach(work.Push);
            if (node.Inner is not null)
            {
                work.Push(node.Inner);
            }

            if (owner.TryGetValue(node, out var carried))
            {
                work.Push(carried.Next);
                work.Push(carried.Initial);
            }
        }

        return live;
    }
}

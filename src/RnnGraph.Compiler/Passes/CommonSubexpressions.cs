using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>Merges nodes of one region that apply the same op to the same operands.</summary>
internal static class CommonSubexpressions
{
    public static Graph Merge(Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        var same = new Dictionary<DraftNode, DraftNode>();
        MergeIn(draft.Nodes, same);
        foreach (var scan in draft.Scans)
        {
            MergeIn(scan.Scan!.Body, same);
        }

        DraftNode Canonical(DraftNode node) => same.TryGetValue(node, out var first) ? first : node;
        foreach (var node in draft.Nodes.Concat(draft.Scans.SelectMany(scan => scan.Scan!.Body)))
        {
            node.Operands = node.Operands.Select(Canonical).ToList();
            node.Inner = node.Inner is null ? null : Canonical(node.Inner);
            foreach (var carried in node.Scan?.Carried ?? new List<DraftCarried>())
            {
                carried.Next = Canonical(carried.Next);
                carried.Initial = Canonical(carried.Initial);
            }
        }

        for (var index = 0; index < draft.Results.Count; index++)
        {
            var (kind, name, node) = draft.Results[index];
            draft.Results[index] = (kind, name, Canonical(node));
        }

        return draft.Freeze();
    }

    private static void MergeIn(List<DraftNode> nodes, Dictionary<DraftNode, DraftNode> same)
    {
        var known = new Dictionary<string, DraftNode>(StringComparer.Ordinal);
        var ids = new Dictionary<DraftNode, int>();
        int Id(DraftNode node)
        {
            var canonical = same.TryGetValue(node, out var first) ? first : node;
            if (!ids.TryGetValue(canonical, out var id))
            {
                ids[canonical] = id = ids.Count;
            }

            return id;
        }

        foreach (var node in nodes)
        {
            if (node.Op.Kind == OpKind.Leaf || node.Op == StructureOps.Scan || node.Op == StructureOps.Carried)
            {
                if (node.Op != StructureOps.Constant && node.Op is not StepRow)
                {
                    continue;
                }
            }

            var key = FormattableString.Invariant(
                $"{node.Op.Name} {node.Space} {node.Axis} {node.Shape} {node.Offset} [{string.Join(",", node.Numbers.Select(n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}] {string.Join(",", node.Operands.Select(Id))} {(node.Inner is null ? -1 : Id(node.Inner))}");
            if (known.TryGetValue(key, out var first))
            {
                same[node] = first;
            }
            else
            {
                known[key] = node;
            }
        }
    }
}

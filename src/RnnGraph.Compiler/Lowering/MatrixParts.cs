using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Parts of the elementwise work over matrices that have no matrix in common, as the heads of a matrix memory. Each is a body of its own: together they'd read and write more streams of memory at a time,
/// and would need more addresses, than a processor has room for.
/// </summary>
internal static class MatrixParts
{
    /// <summary>The parts, in the order of their first items; the order of items stays.</summary>
    public static IReadOnlyList<IReadOnlyList<Item>> Of(IReadOnlyList<Item> items)
    {
        var parts = new List<List<Item>>();
        var partOf = new Dictionary<GraphNode, List<Item>>();
        foreach (var item in items)
        {
            var matrices = item.Takes.Where(root => root.Shape.Rows == item.Size).Concat(item.Computes is { } node ? [node] : []).ToList();
            var joined = matrices.Where(partOf.ContainsKey).Select(root => partOf[root]).Distinct().ToList();
            var part = joined.Count > 0 ? joined[0] : [];
            foreach (var other in joined.Skip(1))
            {
                part.AddRange(other);
                parts.Remove(other);
            }

            if (joined.Count == 0)
            {
                parts.Add(part);
            }

            part.Add(item);
            foreach (var root in matrices.Concat(partOf.Where(pair => joined.Contains(pair.Value)).Select(pair => pair.Key).ToList()))
            {
                partOf[root] = part;
            }
        }

        return parts.Select(part => items.Where(new HashSet<Item>(part).Contains).ToList()).ToList();
    }
}

namespace RnnGraph.Graphs;

/// <summary>What nodes depend on.</summary>
internal static class Dependence
{
    /// <summary>Every outer node that one of <paramref name="roots"/> depends on, themselves included.</summary>
    public static HashSet<GraphNode> Of(IEnumerable<GraphNode> roots)
    {
        var seen = new HashSet<GraphNode>();
        var open = new Stack<GraphNode>(roots);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (seen.Add(node))
            {
                foreach (var operand in node.Scan is { } scan ? Reads(scan) : node.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return seen;
    }

    /// <summary>The time axes that a value depends on.</summary>
    public static IReadOnlyCollection<string> Axes(GraphNode node)
        => new HashSet<string>(Of([node]).Where(of => of.Axis is not null).Select(of => of.Axis!), StringComparer.Ordinal);

    private static IEnumerable<GraphNode> Reads(Scan scan)
    {
        var body = new HashSet<GraphNode>(scan.Body);
        return scan.Body.SelectMany(node => node.Operands).Where(operand => !body.Contains(operand)).Concat(scan.Carried.Select(carried => carried.Initial));
    }
}

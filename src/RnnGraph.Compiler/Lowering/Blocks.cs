using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Cuts a graph into blocks in the order in which they run.</summary>
internal static class Blocks
{
    /// <summary>Forward blocks first, then those that only losses need, then those that only gradients need; parameter-only values before the rest of their stage.</summary>
    public static IReadOnlyList<Block> Of(Graph graph)
    {
        var forward = Needed(graph, ResultKind.Output, ResultKind.FinalState, ResultKind.Tap);
        var loss = Needed(graph, ResultKind.Loss);
        var blocks = new List<Block>();
        Cut(graph.Nodes.Where(forward.Contains).ToList(), Stage.Forward, blocks);
        Cut(graph.Nodes.Where(node => loss.Contains(node) && !forward.Contains(node)).ToList(), Stage.Loss, blocks);
        var backward = graph.Nodes.Where(node => !forward.Contains(node) && !loss.Contains(node)).ToList();
        Cut(backward.Where(node => node.Op != TotalOps.OuterTotal).ToList(), Stage.Backward, blocks);

        // Weight gradients last: each thread takes panels of them over the rows of all threads, which by then have all come to rest.
        foreach (var axis in backward.Where(node => node.Op == TotalOps.OuterTotal).GroupBy(AxisOf))
        {
            blocks.Add(new Block(Extent.Steps, Stage.Backward, scan: null, axis.Key, axis.ToList()));
        }

        return blocks;
    }

    /// <summary>The time axis of an outer node's steps, or of those that it sums up; null for what is once for each row.</summary>
    public static string? AxisOf(GraphNode node) =>
        node.Op.Kind == OpKind.Total ? node.Operands.Select(operand => operand.Axis).FirstOrDefault(axis => axis is not null) : node.Axis;

    /// <summary>Whether nothing but losses reads an input.</summary>
    public static bool IsTarget(Graph graph, GraphNode input) =>
        Needed(graph, ResultKind.Loss).Contains(input) && !Needed(graph, ResultKind.Output, ResultKind.FinalState, ResultKind.Tap).Contains(input);

    private static HashSet<GraphNode> Needed(Graph graph, params ResultKind[] kinds)
    {
        var needed = new HashSet<GraphNode>();
        var work = new Stack<GraphNode>(graph.Results.Where(result => kinds.Contains(result.Kind)).Select(result => result.Node));
        while (work.Count > 0)
        {
            var node = work.Pop();
            if (!needed.Add(node))
            {
                continue;
            }

            foreach (var operand in Reads(node))
            {
                work.Push(operand);
            }
        }

        return needed;
    }

    /// <summary>The outer nodes that an outer node reads, those of its body included.</summary>
    private static IEnumerable<GraphNode> Reads(GraphNode node)
    {
        if (node.Scan is not { } scan)
        {
            return node.Operands;
        }

        var body = new HashSet<GraphNode>(scan.Body);
        return scan.Carried.Select(carried => carried.Initial).Concat(scan.Body.SelectMany(inner => inner.Operands).Where(operand => !body.Contains(operand)));
    }

    /// <summary>
    /// Positions are even for outer nodes and odd for scans; what reads a result of a scan, or a total over rows, belongs to a later one.
    /// </summary>
    private static void Cut(IReadOnlyList<GraphNode> nodes, Stage stage, List<Block> blocks)
    {
        // Past the first position, what is computed once derives from totals, and those are complete only when every step and row has been gone through; no step reads it.
        var fromTotals = new List<Block>();
        var positions = Positions(nodes);
        foreach (var position in positions.Values.Distinct().OrderBy(position => position))
        {
            var members = nodes.Where(node => positions[node] == position && !Roots.IsAlias(node)).ToList();
            foreach (var scan in members.Where(node => node.Scan is not null))
            {
                blocks.Add(new Block(Extent.Step, stage, scan, scan.Axis, scan.Scan!.Body));
            }

            var outer = members.Where(node => node.Scan is null && node.Op.Kind != OpKind.Leaf).ToList();
            Add(position == 0 ? blocks : fromTotals, Extent.Once, null, outer.Where(IsOfParameters));

            // What is once for each row comes first: work along an axis may read it, and it reads none.
            foreach (var axis in outer.Where(node => !IsOfParameters(node)).GroupBy(AxisOf).OrderBy(group => group.Key is null ? 0 : 1))
            {
                Add(blocks, Extent.Steps, axis.Key, axis);
            }
        }

        blocks.AddRange(fromTotals);

        void Add(List<Block> into, Extent extent, string? axis, IEnumerable<GraphNode> own)
        {
            var list = own.ToList();
            if (list.Count > 0)
            {
                into.Add(new Block(extent, stage, null, axis, list));
            }
        }
    }

    private static bool IsOfParameters(GraphNode node) => node.Space == Space.Parameter && node.Op.Kind != OpKind.Total;

    private static Dictionary<GraphNode, int> Positions(IReadOnlyList<GraphNode> nodes)
    {
        var positions = new Dictionary<GraphNode, int>();
        foreach (var node in nodes)
        {
            var position = 0;
            foreach (var operand in Reads(node).Where(positions.ContainsKey))
            {
                var behind = operand.Scan is not null ? positions[operand] + 1 : operand.Op.Kind == OpKind.Total ? positions[operand] + 2 : positions[operand];
                position = Math.Max(position, behind);
            }

            positions[node] = node.Scan is not null ? position + 1 : position;
        }

        return positions;
    }
}

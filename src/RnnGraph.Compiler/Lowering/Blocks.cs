using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Cuts a graph into blocks in the order in which they run.</summary>
internal static class Blocks
{
    /// <summary>Forward blocks first, then those that only gradients need; parameter-only values before the rest of their stage.</summary>
    public static IReadOnlyList<Block> Of(Graph graph)
    {
        var forward = NeededForward(graph);
        var blocks = new List<Block>();
        Cut(graph.Nodes.Where(forward.Contains).ToList(), isBackward: false, blocks);
        var backward = graph.Nodes.Where(node => !forward.Contains(node)).ToList();
        Cut(backward.Where(node => node.Op != TotalOps.OuterTotal).ToList(), isBackward: true, blocks);

        // Weight gradients last: each thread takes panels of them over the rows of all threads, which by then have all come to rest.
        var gradients = backward.Where(node => node.Op == TotalOps.OuterTotal).ToList();
        if (gradients.Count > 0)
        {
            blocks.Add(new Block(Extent.Steps, isBackward: true, scan: null, gradients));
        }

        return blocks;
    }

    private static HashSet<GraphNode> NeededForward(Graph graph)
    {
        var needed = new HashSet<GraphNode>();
        var work = new Stack<GraphNode>(graph.Results.Where(result => result.Kind != ResultKind.Gradient).Select(result => result.Node));
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
    /// Stages are even for outer nodes and odd for scans; what reads a result of a scan, or a total over rows, belongs to a later stage.
    /// </summary>
    private static void Cut(IReadOnlyList<GraphNode> nodes, bool isBackward, List<Block> blocks)
    {
        var stages = new Dictionary<GraphNode, int>();
        foreach (var node in nodes)
        {
            var stage = 0;
            foreach (var operand in Reads(node).Where(stages.ContainsKey))
            {
                var behind = operand.Scan is not null ? stages[operand] + 1 : operand.Op.Kind == OpKind.Total ? stages[operand] + 2 : stages[operand];
                stage = Math.Max(stage, behind);
            }

            stages[node] = node.Scan is not null ? stage + 1 : stage;
        }

        foreach (var stage in stages.Values.Distinct().OrderBy(stage => stage))
        {
            var members = nodes.Where(node => stages[node] == stage && !Roots.IsAlias(node)).ToList();
            foreach (var scan in members.Where(node => node.Scan is not null))
            {
                blocks.Add(new Block(Extent.Step, isBackward, scan, scan.Scan!.Body));
            }

            Add(Extent.Once, node => node.Space == Space.Parameter && node.Op.Kind != OpKind.Total);
            Add(Extent.Steps, node => node.Space != Space.Parameter || node.Op.Kind == OpKind.Total);

            void Add(Extent extent, Func<GraphNode, bool> belongs)
            {
                var own = members.Where(node => node.Scan is null && node.Op.Kind != OpKind.Leaf && belongs(node)).ToList();
                if (own.Count > 0)
                {
                    blocks.Add(new Block(extent, isBackward, null, own));
                }
            }
        }
    }
}

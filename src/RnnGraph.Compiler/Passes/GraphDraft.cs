using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>A graph while a pass works on it.</summary>
internal sealed class GraphDraft
{
    private readonly Graph _graph;

    private GraphDraft(Graph graph) => _graph = graph;

    public List<DraftNode> Nodes { get; } = new();

    public List<(ResultKind Kind, string Name, DraftNode Node)> Results { get; } = new();

    public IEnumerable<DraftNode> Scans => Nodes.Where(node => node.Scan is not null).ToList();

    /// <summary>A mutable copy of <paramref name="graph"/>.</summary>
    public static GraphDraft Thaw(Graph graph)
    {
        var draft = new GraphDraft(graph);
        var map = new Dictionary<GraphNode, DraftNode>();
        foreach (var node in graph.Nodes)
        {
            if (node.Scan is { } scan)
            {
                var copy = Copy(node, map);
                copy.Scan = new DraftScan(scan.Direction);
                foreach (var inner in scan.Body)
                {
                    copy.Scan.Body.Add(Copy(inner, map));
                }

                foreach (var carried in scan.Carried)
                {
                    copy.Scan.Carried.Add(new DraftCarried(map[carried.Argument], map[carried.Initial], map[carried.Next]));
                }

                draft.Nodes.Add(copy);
            }
            else
            {
                draft.Nodes.Add(Copy(node, map));
            }
        }

        foreach (var result in graph.Results)
        {
            draft.Results.Add((result.Kind, result.Name, map[result.Node]));
        }

        return draft;
    }

    /// <summary>The graph that the draft has become: what no result needs is gone, the rest in topological order, names unique.</summary>
    public Graph Freeze()
    {
        var live = Liveness.Of(this);
        var names = new UniqueNames();
        var map = new Dictionary<DraftNode, GraphNode>();
        var nodes = new List<GraphNode>();
        foreach (var node in Order(Nodes.Where(live.Contains)))
        {
            Scan? scan = null;
            if (node.Scan is { } body)
            {
                var inner = new List<GraphNode>();
                foreach (var member in Order(body.Body.Where(live.Contains).OrderBy(Rank)))
                {
                    inner.Add(map[member] = FreezeNode(member, map, names, null));
                }

                scan = new Scan(
                    body.Direction,
                    body.Carried.Where(c => live.Contains(c.Argument)).Select(c => new Carried(map[c.Argument], map[c.Initial], map[c.Next])).ToList(),
                    inner);
            }

            nodes.Add(map[node] = FreezeNode(node, map, names, scan));
        }

        return new Graph(
            _graph.Name,
            _graph.Sizes,
            _graph.Constraints,
            nodes,
            Results.Select(result => new GraphResult(result.Kind, result.Name, map[result.Node])).ToList());
    }

    /// <summary>Whatever used <paramref name="old"/> uses <paramref name="replacement"/> instead.</summary>
    public void Replace(DraftNode old, DraftNode replacement)
    {
        DraftNode Of(DraftNode node) => node == old ? replacement : node;
        foreach (var node in Nodes.Concat(Nodes.Where(n => n.Scan is not null).SelectMany(n => n.Scan!.Body)))
        {
            node.Operands = node.Operands.Select(Of).ToList();
            foreach (var carried in node.Scan?.Carried ?? new List<DraftCarried>())
            {
                carried.Initial = Of(carried.Initial);
            }
        }

        for (var index = 0; index < Results.Count; index++)
        {
            Results[index] = (Results[index].Kind, Results[index].Name, Of(Results[index].Node));
        }
    }

    /// <summary>How often each node is used: as an operand, a next value, an initial value, the inner node of a result, or a result.</summary>
    public Dictionary<DraftNode, int> CountUses()
    {
        var uses = new Dictionary<DraftNode, int>();
        void Use(DraftNode node) => uses[node] = uses.TryGetValue(node, out var count) ? count + 1 : 1;
        foreach (var node in Nodes.Concat(Nodes.Where(n => n.Scan is not null).SelectMany(n => n.Scan!.Body)))
        {
            node.Operands.ForEach(Use);
            if (node.Inner is not null)
            {
                Use(node.Inner);
            }

            foreach (var carried in node.Scan?.Carried ?? new List<DraftCarried>())
            {
                Use(carried.Next);
                Use(carried.Initial);
            }
        }

        Results.ForEach(result => Use(result.Node));
        return uses;
    }

    private static DraftNode Copy(GraphNode node, Dictionary<GraphNode, DraftNode> map) =>
        map[node] = new DraftNode(node.Name, node.Op, node.Space, node.Shape, node.Operands.Select(operand => map[operand]).ToArray())
        {
            Numbers = node.Numbers,
            Initializer = node.Initializer,
            Offset = node.Offset,
            Inner = node.Inner is null ? null : map[node.Inner],
            Axis = node.Axis,
            Vocabulary = node.Vocabulary,
        };

    private static GraphNode FreezeNode(DraftNode node, Dictionary<DraftNode, GraphNode> map, UniqueNames names, Scan? scan)
    {
        return new GraphNode(
            names.Take(node.Name), node.Op, node.Space, node.Shape, node.Operands.Select(operand => map[operand]).ToList(), node.Numbers, node.Initializer, scan,
            node.Inner is null ? null : map[node.Inner], node.Offset, node.Axis, node.Vocabulary);
    }

    /// <summary>In a body carried arguments come first, then what is read, then the rest.</summary>
    private static int Rank(DraftNode node) => node.Op == StructureOps.Carried ? 0 : node.Op == StructureOps.Read ? 1 : 2;

    /// <summary>Topological order that keeps the given order wherever it may.</summary>
    private static List<DraftNode> Order(IEnumerable<DraftNode> nodes)
    {
        var given = nodes.ToList();
        var members = new HashSet<DraftNode>(given);
        var met = new HashSet<DraftNode>();
        var order = new List<DraftNode>();

        // No recursion: a chain of operations may be longer than a thread's stack is deep.
        var open = new Stack<(DraftNode Node, IEnumerator<DraftNode> Reads)>();
        void Meet(DraftNode node)
        {
            if (members.Contains(node) && met.Add(node))
            {
                open.Push((node, Reads(node).GetEnumerator()));
            }
        }

        foreach (var node in given)
        {
            Meet(node);
            while (open.Count > 0)
            {
                if (open.Peek().Reads is { } reads && reads.MoveNext())
                {
                    Meet(reads.Current);
                }
                else
                {
                    order.Add(open.Pop().Node);
                }
            }
        }

        return order;
    }

    /// <summary>What a node reads, the initial values and the body of a scan included.</summary>
    private static IEnumerable<DraftNode> Reads(DraftNode node) => node.Scan is not { } scan
        ? node.Operands
        : node.Operands.Concat(scan.Carried.Select(carried => carried.Initial)).Concat(scan.Body.SelectMany(inner => inner.Operands));
}

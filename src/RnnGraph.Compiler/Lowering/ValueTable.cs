using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>The values that are kept in memory, and where those stand whose place the graph itself fixes.</summary>
internal sealed class ValueTable
{
    private readonly Dictionary<GraphNode, Value> _values = new();
    private readonly Dictionary<GraphNode, List<Value>> _next = new();
    private readonly Dictionary<GraphNode, List<Value>> _taps = new();
    private readonly HashSet<GraphNode> _rows = new();
    private readonly Dictionary<GraphNode, string?> _axes = new();

    /// <summary>What has no steps, as it is the same for all rows, counts to the default axis.</summary>
    public const string TimeAxis = "time";

    /// <summary>What outer nodes of the forward pass read: of carried values they need every step.</summary>
    private readonly HashSet<GraphNode> _later;

    public ValueTable(Graph graph, IReadOnlyList<Block> blocks)
    {
        Graph = graph;
        foreach (var block in blocks)
        {
            foreach (var node in block.Nodes)
            {
                _axes[node] = block.Axis;
            }
        }

        _later = new HashSet<GraphNode>(blocks.Where(block => !block.IsBackward)
            .SelectMany(block => block.Nodes.SelectMany(node => node.Operands).Select(Roots.Of).Where(root => block.Scan is null || !block.Contains(root))));
        FixLeaves(blocks);
        FindRows(blocks);
        FixCarried(blocks);
        MakeTaps();
    }

    public Graph Graph { get; }

    public Dictionary<string, Value> Taps { get; } = new(StringComparer.Ordinal);

    /// <summary>The slot of each carried value.</summary>
    public Dictionary<Carried, Slot> Carried { get; } = new();

    /// <summary>The value after the step of each carried value.</summary>
    public Dictionary<Carried, Value> NextOf { get; } = new();

    /// <summary>Every value that has been asked for.</summary>
    public IEnumerable<Value> All => _values.Values;

    /// <summary>The value of a root, made when first asked for.</summary>
    public Value this[GraphNode node]
    {
        get
        {
            var root = Roots.Of(node);
            if (!_values.TryGetValue(root, out var value))
            {
                _values[root] = value = new Value(root) { IsRows = _rows.Contains(root) };
            }

            return value;
        }
    }

    /// <summary>Where a value stands, if that is known.</summary>
    public Place? PlaceOf(GraphNode node) => _values.TryGetValue(Roots.Of(node), out var value) ? value.Place : null;

    /// <summary>Whether the value has a place of its own that no group may move: input, carried value, left operand of a product.</summary>
    public bool IsFixed(GraphNode root) => _rows.Contains(root) || (_values.TryGetValue(root, out var value) && value.Place is not null);

    /// <summary>The places into which a node's value is carried on to the next step.</summary>
    public IReadOnlyList<Value> Next(GraphNode root) => _next.TryGetValue(root, out var list) ? list : Array.Empty<Value>();

    /// <summary>The taps that show a node's value.</summary>
    public IReadOnlyList<Value> TapsOf(GraphNode root) => _taps.TryGetValue(root, out var list) ? list : Array.Empty<Value>();

    /// <summary>The time axis of a value's steps; null for what is once for each row.</summary>
    public string? AxisOf(GraphNode root) => _axes.TryGetValue(root, out var axis) ? axis : Blocks.AxisOf(root);

    /// <summary>Whether a value given by the caller does nothing but start one carried value: it is copied to where that stands.</summary>
    public static bool IsCarriedIn(Graph graph, GraphNode given) =>
        graph.Nodes.Where(node => node.Scan is not null).SelectMany(node => node.Scan!.Carried).Count(carried => carried.Initial == given) == 1
        && !graph.Nodes.Concat(graph.Nodes.SelectMany(node => node.Scan?.Body ?? Array.Empty<GraphNode>())).Any(node => node.Operands.Contains(given))
        && graph.Results.All(result => result.Node != given);

    private static bool IsGradient(Graph graph, GraphNode leaf) =>
        leaf.Op.Kind == OpKind.Leaf && graph.Results.Any(result => result.Kind == ResultKind.Output && "d." + result.Name == leaf.Name);

    private static bool IsOfBackward(IReadOnlyList<Block> blocks, GraphNode given) => !blocks.Any(block => !block.IsBackward
        && (block.Nodes.Any(node => node.Operands.Contains(given)) || block.Scan?.Scan!.Carried.Any(carried => carried.Initial == given) == true));

    private static void Add(Dictionary<GraphNode, List<Value>> map, GraphNode key, Value value) =>
        (map.TryGetValue(key, out var list) ? list : map[key] = new List<Value>()).Add(value);

    /// <summary>Leaves stand where the caller gives them, where the runtime makes them, or nowhere.</summary>
    private void FixLeaves(IReadOnlyList<Block> blocks)
    {
        foreach (var node in Graph.Nodes.Where(node => node.Op == StructureOps.Input || node.Op == StructureOps.Vector || IsGradient(Graph, node)))
        {
            Fix(node, new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Rows, node.Axis, Window.External, IsGradient(Graph, node) ? Window.None : Window.External));
        }

        // The index itself stands in memory only where more than products takes it.
        foreach (var node in Graph.Nodes.Where(node => node.Vocabulary is not null
            && blocks.SelectMany(block => block.Nodes).Any(reader => reader.Op != BroadcastOps.OneHot && reader.Operands.Any(operand => Roots.Of(operand) == node))))
        {
            Fix(node, new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Rows, node.Axis, Window.External, Window.External));
        }

        // Only tokens stand for a one-hot row.
        foreach (var node in Graph.Nodes.Where(node => node.Op == BroadcastOps.OneHot))
        {
            Fix(node, new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Rows, node.Axis, Window.None, Window.None));
        }

        foreach (var node in Graph.Nodes.Where(node => node.Op == StructureOps.Given && !IsGradient(Graph, node) && !IsCarriedIn(Graph, node)))
        {
            Fix(node, new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Rows, null, Window.External, IsOfBackward(blocks, node) ? Window.None : Window.External));
        }

        foreach (var node in Graph.Nodes.Where(node => node.Op == RowOps.Share))
        {
            Fix(node, new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Rows, null, Window.Share, Window.None));
        }

        foreach (var node in Graph.Nodes.Where(node => node.Op == FeatureIndexOp.Row))
        {
            Fix(node, new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Rows, TimeAxis, Window.FeatureIndex, Window.FeatureIndex));
        }

        foreach (var node in Graph.Nodes.Where(node => node.Op == StructureOps.Parameter && !node.Shape.IsMatrix))
        {
            Fix(node, new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Panels, TimeAxis, Window.Parameter, Window.Parameter));
        }

        foreach (var node in Graph.Nodes.Where(node => node.Op == BroadcastOps.ReciprocalSize))
        {
            Fix(node, new Slot("1/(" + node.Shape.Rows + ")", node.Shape.Rows, 1, SlotLayout.Panels, TimeAxis, Window.ReciprocalSize, Window.ReciprocalSize));
        }

        // All scans along an axis count alike.
        var counts = new Dictionary<(string Axis, int Period), Slot>();
        foreach (var (scan, node) in Graph.Nodes.SelectMany(scan => (scan.Scan?.Body ?? []).Select(node => (scan, node))).Where(pair => pair.node.Op is StepRow))
        {
            var period = node.Op == StepOps.Due ? (int)node.Numbers[0] : 0;
            if (!counts.TryGetValue((scan.Axis!, period), out var slot))
            {
                counts[(scan.Axis!, period)] = slot = new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Rows, scan.Axis, Window.StepIndex, Window.StepIndex) { Period = period };
            }

            Fix(node, slot);
        }
    }

    /// <summary>The values that lie in rows, as products and the caller read them.</summary>
    private void FindRows(IReadOnlyList<Block> blocks)
    {
        foreach (var product in blocks.SelectMany(block => block.Nodes).Where(node => node.Op == ProductOps.Dense))
        {
            _rows.Add(Roots.Of(product.Operands[1]));
        }

        foreach (var outer in blocks.SelectMany(block => block.Nodes).Where(node => node.Op == TotalOps.OuterTotal))
        {
            _rows.Add(Roots.Of(outer.Operands[1]));
        }

        // A body over a matrix goes over it row by row, and so from end to end of what one sequence has.
        var matrices = new HashSet<Shape>(blocks.SelectMany(block => block.Nodes).Where(node => node.Op is SpreadOp).Select(node => node.Shape));
        _rows.UnionWith(blocks.SelectMany(block => block.Nodes.Concat(block.Nodes.SelectMany(node => node.Operands))).Select(Roots.Of)
            .Where(root => matrices.Contains(root.Shape) && (root.Op.Kind == OpKind.Elementwise || root.Op == StructureOps.Carried)));

        // A gradient that only the caller reads lies as the caller's array does.
        var taken = new HashSet<GraphNode>(blocks.SelectMany(block => block.Nodes).SelectMany(node => node.Operands).Select(Roots.Of));
        foreach (var gradient in Graph.Results.Where(result => result.Kind == ResultKind.Gradient && result.Node.Space == Space.Step))
        {
            if (!taken.Contains(Roots.Of(gradient.Node)))
            {
                _rows.Add(Roots.Of(gradient.Node));
            }
        }
    }

    private void FixCarried(IReadOnlyList<Block> blocks)
    {
        var selected = new HashSet<GraphNode>(Graph.Nodes.Where(n => n.Op == StructureOps.Stack || n.Op == StructureOps.Previous).Select(n => n.Inner!));
        foreach (var block in blocks.Where(block => block.Scan is not null))
        {
            foreach (var carried in block.Scan!.Scan!.Carried)
            {
                FixCarried(block, carried, selected);
            }
        }
    }

    private void MakeTaps()
    {
        foreach (var tap in Graph.Results.Where(result => result.Kind == ResultKind.Tap))
        {
            var root = Roots.Of(tap.Node);
            if (tap.Node.Space == Space.Sequence)
            {
                Taps[tap.Name] = this[root];
                continue;
            }

            var value = new Value(root);
            value.Place = new Place(new Slot("tap " + tap.Name, root.Shape.Rows, 1, SlotLayout.Panels, tap.Node.Axis, Window.Steps, Window.Steps) { IsTap = true });
            Taps[tap.Name] = value;
            Add(_taps, root, value);
        }
    }

    private void Fix(GraphNode node, Slot slot) => _values[node] = new Value(node) { Place = new Place(slot) };

    /// <summary>
    /// A carried value has a slot of its own. Upwards the value before step t stands at index t and the one after it at t + 1, downwards the other way round: in the
    /// forward pass a trajectory that the backward pass can read. A scan of the backward pass keeps two unless what left the loop reads them all.
    /// </summary>
    private void FixCarried(Block block, Carried carried, HashSet<GraphNode> selected)
    {
        var next = Roots.Of(carried.Next);
        var layout = _rows.Contains(carried.Argument) || _rows.Contains(next) ? SlotLayout.Rows : SlotLayout.Panels;
        var isUpwards = block.Scan!.Scan!.Direction == Direction.Forward;
        var isInPlace = !block.IsBackward;
        var isRead = selected.Contains(carried.Argument) || (isInPlace && selected.Contains(next));
        var isOutput = Graph.Results.Any(result => result.Kind == ResultKind.Output && (Roots.Of(result.Node) == next || Roots.Of(result.Node) == carried.Argument))
            || _later.Contains(next) || _later.Contains(carried.Argument);
        var slot = new Slot(
            carried.Argument.Name.Replace(".previous", "").Replace(".carried", ""), carried.Argument.Shape.Rows, 1, layout, block.Axis,
            isRead ? Window.StepsPlusOne : Window.Two,
            block.IsBackward ? Window.None : isOutput ? Window.ChunkPlusOne : Window.Two);
        Carried[carried] = slot;
        _values[carried.Argument] = new Value(carried.Argument) { Place = new Place(slot, 0, isUpwards ? 0 : 1) };
        var after = new Value(next) { Place = new Place(slot, 0, isUpwards ? 1 : 0) };
        Add(_next, next, after);
        NextOf[carried] = after;
        if (isInPlace && block.Contains(next) && !_values.ContainsKey(next))
        {
            _values[next] = after;
        }
    }
}

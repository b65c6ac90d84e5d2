using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>What the lowering of one graph knows.</summary>
internal sealed class LoweringContext
{
    private readonly HashSet<GraphNode> _results;
    private readonly Dictionary<Value, Value> _holds = new();
    private readonly Dictionary<GraphNode, bool> _recomputed = new();
    private readonly Dictionary<GraphNode, Block> _blockOf;
    private readonly HashSet<GraphNode> _owners;
    private int _time;
    private int _order;

    public LoweringContext(Graph graph, CompilationBudget? budget)
    {
        Graph = graph;
        Budget = budget;
        Uses = new Uses(graph);
        Due = new DueSteps(graph, Uses);
        Blocks = Lowering.Blocks.Of(graph);
        _blockOf = Blocks.SelectMany(block => block.Nodes.Select(node => (node, block))).ToDictionary(pair => pair.node, pair => pair.block);
        Values = new ValueTable(graph, Blocks);
        Accumulators = Accumulator.Find(Blocks, Uses);
        TargetOf = Accumulators.Values.SelectMany(a => a.Products.Select(product => (product, a))).ToDictionary(pair => pair.product, pair => pair.a);
        _results = new HashSet<GraphNode>(
            graph.Results.Where(r => (r.Kind is ResultKind.Output or ResultKind.Gradient or ResultKind.Loss || (r.Kind == ResultKind.Tap && r.Node.Space == Space.Sequence)) && r.Node.Op != StructureOps.Final)
                .Select(r => Roots.Of(r.Node)).Concat(Blocks.SelectMany(block => block.Scan?.Scan!.Carried ?? Array.Empty<Carried>()).Select(carried => Roots.Of(carried.Initial))));
        foreach (var carried in Blocks.Where(block => block.Scan is not null).SelectMany(block => block.Scan!.Scan!.Carried))
        {
            _holds[Values.NextOf[carried]] = Values[carried.Argument];
        }

        Grounding.Decide(this);
        _owners = new HashSet<GraphNode>(Accumulators.Values.Where(a => a.Owner is not null).Select(a => a.Owner!));
        Embeddings = new Embeddings(this);
        Packing = new Packing(graph, Blocks, TargetOf, Values.IsFixed, Due, Embeddings);
    }

    public Graph Graph { get; }

    public CompilationBudget? Budget { get; }

    public Uses Uses { get; }

    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>At which steps each value is needed and computed.</summary>
    public DueSteps Due { get; }

    public ValueTable Values { get; }

    public Dictionary<GraphNode, Accumulator> Accumulators { get; }

    /// <summary>The accumulator that each product adds to.</summary>
    public IReadOnlyDictionary<GraphNode, Accumulator> TargetOf { get; }

    public Embeddings Embeddings { get; }

    public Packing Packing { get; }

    /// <summary>The number of the last step scheduled.</summary>
    public int Time => _time;

    public int NextTime() => ++_time;

    /// <summary>Numbers the targets of products.</summary>
    public int NextOrder() => ++_order;

    /// <summary>Whether more than other nodes take a value: the caller (an output, a loss, a gradient), or a scan that starts from it.</summary>
    public bool IsResult(GraphNode root) => _results.Contains(root);

    /// <summary>The value held beyond a sequence's length in place of the carried value <paramref name="next"/>.</summary>
    public Value? Hold(Value next) => _holds.TryGetValue(next, out var value) ? value : null;

    /// <summary>
    /// Whether a value that a later region of the same step needs is computed there again instead of being stored: it is cheap, made of what stands in
    /// memory anyway, and only elementwise work of its own block takes it.
    /// </summary>
    public bool IsRecomputed(GraphNode node)
    {
        if (_recomputed.TryGetValue(node, out var known))
        {
            return known;
        }

        var block = BlockOf(node);
        var isRecomputed = node.Op is ElementwiseRow { IsCheap: true } && block is not null && !Accumulators.ContainsKey(node)
            && !_owners.Contains(node) && !IsResult(node) && Values.Next(node).Count == 0 && Values.TapsOf(node).Count == 0
            && Uses.Of(node).All(consumer => consumer.Op.Kind == OpKind.Elementwise && block.Contains(consumer) && Due.Computed(consumer) % Due.Computed(node) == 0)
            && node.Operands.Select(Roots.Of).All(operand => operand.Op == StructureOps.Constant || !block.Contains(operand)
                || operand.Op == StructureOps.Carried || IsRecomputed(operand));
        return _recomputed[node] = isRecomputed;
    }

    /// <summary>The block in which a node stands; null for leaves.</summary>
    public Block? BlockOf(GraphNode node) => _blockOf.TryGetValue(node, out var block) ? block : null;
}

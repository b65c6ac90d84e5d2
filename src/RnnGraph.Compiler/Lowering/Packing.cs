using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Gates together: dense products that read the same vector, in the same block, become one product with their matrices side by side.
/// A matrix used more than once (tied) stands alone, so that every use finds it in the same form.
/// </summary>
internal sealed class Packing
{
    private readonly Dictionary<GraphNode, Pack> _packOf = new();

    public Packing(Graph graph, IReadOnlyList<Block> blocks, IReadOnlyDictionary<GraphNode, Accumulator> accumulatorOf, Func<GraphNode, bool> isFixed, DueSteps due, Embeddings embeddings)
    {
        var products = blocks.SelectMany(block => block.Nodes.Select(node => (block, node))).ToList();
        var dense = products.Where(pair => pair.node.Op == ProductOps.Dense).ToList();
        var uses = dense.GroupBy(pair => pair.node.Operands[0]).ToDictionary(group => group.Key, group => group.ToList());
        var transposed = products.Where(pair => pair.node.Op == ProductOps.DenseTransposed).ToLookup(pair => pair.node.Operands[0]);
        var outer = graph.Results.Where(result => result.Kind == ResultKind.Gradient && result.Node.Shape.IsMatrix).ToDictionary(result => result.Name, result => Roots.Of(result.Node));
        var order = graph.Nodes.Where(node => node.Op == StructureOps.Parameter && node.Shape.IsMatrix).ToList();

        var groups = new List<(string Key, List<GraphNode> Matrices)>();
        var seen = new Dictionary<(Accumulator, GraphNode), int>();
        foreach (var matrix in order)
        {
            var key = "alone " + matrix.Name;
            if (uses.TryGetValue(matrix, out var own) && own.Count == 1)
            {
                var (block, product) = own[0];
                var source = Roots.Of(product.Operands[1]);
                var target = accumulatorOf[product];
                var ordinal = seen[(target, source)] = seen.TryGetValue((target, source), out var n) ? n + 1 : 0;
                // Side by side only what is side by side on the way back too: one sum of transposed products, one weight gradient.
                var backs = transposed[matrix].ToList();
                var gradient = outer.TryGetValue(matrix.Name, out var node) && node.Op == TotalOps.OuterTotal ? node : null;
                var deltas = backs.Select(pair => Roots.Of(pair.node.Operands[1])).Concat(gradient is null ? [] : [Roots.Of(gradient.Operands[0])]);
                var isSimple = backs.Count <= 1 && !target.IsGrounded && target.Owner is null && !embeddings.IsFolded(product);
                if (isSimple && !isFixed(target.Node) && !deltas.Any(isFixed))
                {
                    var back = backs.Count == 0 ? "" : FormattableString.Invariant($"{accumulatorOf[backs[0].node].Node.Name} {IndexOf(blocks, backs[0].block)}");
                    key = FormattableString.Invariant($"{IndexOf(blocks, block)} {source.Name} {matrix.Shape} {ordinal} {back} {gradient is null} {due.Computed(product)} {string.Join(" ", backs.Select(pair => due.Computed(pair.node)))} {(gradient is null ? 1 : due.Computed(gradient))}");
                }
            }

            var group = groups.FirstOrDefault(g => g.Key == key);
            if (group.Matrices is null)
            {
                groups.Add((key, new List<GraphNode> { matrix }));
            }
            else
            {
                group.Matrices.Add(matrix);
            }
        }

        var packs = new List<Pack>();
        foreach (var (_, matrices) in groups)
        {
            var pack = new Pack(packs.Count, matrices);
            packs.Add(pack);
            matrices.ForEach(matrix => _packOf[matrix] = pack);
        }

        Packs = packs;
    }

    public IReadOnlyList<Pack> Packs { get; }

    public Pack this[GraphNode matrix] => _packOf[matrix];

    private static int IndexOf(IReadOnlyList<Block> blocks, Block block)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            if (blocks[index] == block)
            {
                return index;
            }
        }

        return -1;
    }
}

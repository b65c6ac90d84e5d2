using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Embeddings folded into the products that read them. Where nothing but products W·e over all steps takes e = E·x, x a token, W·e is a row of W·E, and neither e nor
/// its gradient need stand in memory: the kernel looks up a row for each token, and the gradients of W and E pass through that of the row: ∂E = Wᵀ·∂(W·E).
/// </summary>
internal sealed class Embeddings
{
    private readonly LoweringContext _context;
    private readonly HashSet<GraphNode> _folded = new();
    private readonly HashSet<Accumulator> _adjoints = new();
    private readonly HashSet<GraphNode> _gradients = new();

    public Embeddings(LoweringContext context)
    {
        _context = context;

        // A product of some steps only isn't looked up for all of them.
        if (!context.Due.IsEmpty)
        {
            return;
        }

        var gradients = context.Graph.Results.Where(result => result.Kind == ResultKind.Gradient && result.Node.Shape.IsMatrix)
            .SelectMany(result => Leaves(result.Node).Select(leaf => (Matrix: result.Name, Leaf: leaf))).ToList();
        foreach (var embedded in context.Accumulators.Keys.Where(IsReadByProductsAlone))
        {
            var (matrix, oneHot) = (embedded.Operands[0], Roots.Of(embedded.Operands[1]));
            var read = gradients.Where(pair => Roots.Of(pair.Leaf.Operands[1]) == embedded).Select(pair => (pair.Matrix, Roots.Of(pair.Leaf.Operands[0])));
            var back = gradients.Where(pair => pair.Matrix == matrix.Name && Roots.Of(pair.Leaf.Operands[1]) == oneHot && Adjoint(pair.Leaf, read) is not null).ToList();
            if (back.Count == 1 || gradients.Count == 0)
            {
                _folded.Add(embedded);
                back.ForEach(pair => _gradients.Add(pair.Leaf));
                back.ForEach(pair => _adjoints.Add(Adjoint(pair.Leaf, read)!));
            }
        }
    }

    /// <summary>Whether a value is an embedding that is folded into its readers.</summary>
    public bool IsFolded(GraphNode root) => _folded.Contains(root);

    /// <summary>Whether an accumulator is the gradient of a folded embedding.</summary>
    public bool IsAdjoint(Accumulator accumulator) => _adjoints.Contains(accumulator);

    /// <summary>Whether an outer product is the gradient of a folded embedding's matrix.</summary>
    public bool IsGradient(GraphNode outer) => _gradients.Contains(outer);

    /// <summary>The outer products whose sum is the gradient of a matrix.</summary>
    public static IEnumerable<GraphNode> Leaves(GraphNode node)
    {
        var root = Roots.Of(node);
        return root.Op == ElementwiseOps.Add ? root.Operands.SelectMany(Leaves) : new[] { root };
    }

    private bool IsReadByProductsAlone(GraphNode node)
    {
        var readers = _context.Uses.Of(node);
        return node.Op == ProductOps.Dense && Roots.Of(node.Operands[1]).Op == BroadcastOps.OneHot
            && _context.BlockOf(node) is { Extent: Extent.Steps, Axis: { } axis }
            && !_context.IsResult(node) && _context.Uses.Count(node) == readers.Count && _context.Values.TapsOf(node).Count == 0
            && readers.Any(reader => reader.Op == ProductOps.Dense)
            && readers.All(reader => reader.Op == TotalOps.OuterTotal || reader.Op == ProductOps.Dense)
            && readers.All(reader => Roots.Of(reader.Operands[0]) != node && _context.BlockOf(reader) is { Extent: Extent.Steps } block && block.Axis == axis);
    }

    /// <summary>
    /// The sum Σ_k W_kᵀ·δ_k that an outer product takes with the token, where it is the gradient of the embedding and nothing else: of the same products as
    /// those that <paramref name="read"/> it, and read by nobody else.
    /// </summary>
    private Accumulator? Adjoint(GraphNode outer, IEnumerable<(string Matrix, GraphNode Delta)> read)
    {
        var node = Roots.Of(outer.Operands[0]);
        var isAlone = _context.Accumulators.TryGetValue(node, out var sum) && sum.Owner is null && _context.Uses.Count(node) == 1
            && sum.Products.All(product => product.Op == ProductOps.DenseTransposed);
        return isAlone && Same(sum!.Products.Select(product => (product.Operands[0].Name, Roots.Of(product.Operands[1]))), read) ? sum : null;
    }

    private static bool Same(IEnumerable<(string, GraphNode)> left, IEnumerable<(string, GraphNode)> right)
    {
        var rest = right.ToList();
        return left.All(rest.Remove) && rest.Count == 0;
    }
}

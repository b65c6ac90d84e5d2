using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>A sum of products that the matrix kernels add up in one place: W·x + U·h⁻.</summary>
internal sealed class Accumulator
{
    public Accumulator(GraphNode node, IReadOnlyList<GraphNode> products)
    {
        Node = node;
        Products = products;
    }

    /// <summary>The product, or the sum of products, whose value it is.</summary>
    public GraphNode Node { get; }

    /// <summary>The products added.</summary>
    public IReadOnlyList<GraphNode> Products { get; }

    /// <summary>
    /// The sum of which this is a part, where nothing but memory takes that sum: its other part is stored first and the products are added to it.
    /// </summary>
    public GraphNode? Owner { get; set; }

    /// <summary>The other part of <see cref="Owner"/>; null where there is none.</summary>
    public GraphNode? Ground { get; set; }

    /// <summary>Whether something must be stored in the target before the first product adds to it.</summary>
    public bool IsGrounded { get; set; }

    /// <summary>The period of the steps at which somebody reads the sum; products may have less to add.</summary>
    public int Needed { get; set; } = 1;

    /// <summary>Where it adds up.</summary>
    public Value Target { get; set; } = null!;

    /// <summary>Products not yet scheduled.</summary>
    public HashSet<GraphNode> Pending { get; } = new();

    public bool IsStarted { get; set; }

    /// <summary>All accumulators of a graph, by the node whose value they are.</summary>
    public static Dictionary<GraphNode, Accumulator> Find(IReadOnlyList<Block> blocks, Uses uses)
    {
        var sums = new Dictionary<GraphNode, List<GraphNode>>();
        var inner = new HashSet<GraphNode>();
        var axes = new Dictionary<GraphNode, (string? Axis, bool IsOnce)>();
        foreach (var (node, axis) in blocks.SelectMany(block => block.Nodes.Select(node => (node, (block.Axis, block.Extent == Extent.Once)))))
        {
            axes[node] = axis;
            if (node.Op.Kind == OpKind.Product)
            {
                sums[node] = new List<GraphNode> { node };
            }
            else if (node.Op == ElementwiseOps.Add)
            {
                var operands = node.Operands.Select(Roots.Of).ToList();
                if (operands.All(operand => sums.ContainsKey(operand) && axes[operand] == axis && uses.Count(operand) == 1))
                {
                    sums[node] = operands.SelectMany(operand => sums[operand]).ToList();
                    operands.ForEach(operand => inner.Add(operand));
                }
            }
        }

        var found = new Dictionary<GraphNode, Accumulator>();
        foreach (var pair in sums.Where(pair => !inner.Contains(pair.Key)))
        {
            var accumulator = new Accumulator(pair.Key, pair.Value);
            accumulator.Pending.UnionWith(pair.Value);
            found[pair.Key] = accumulator;
        }

        return found;
    }
}

using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Who uses each value, through all aliases.</summary>
internal sealed class Uses
{
    private readonly Dictionary<GraphNode, List<GraphNode>> _consumers = new();
    private readonly Dictionary<GraphNode, int> _others = new();

    public Uses(Graph graph)
    {
        foreach (var node in graph.Nodes.Concat(graph.Nodes.Where(n => n.Scan is not null).SelectMany(n => n.Scan!.Body)))
        {
            if (!Roots.IsAlias(node))
            {
                foreach (var operand in node.Operands.Select(Roots.Of))
                {
                    (_consumers.TryGetValue(operand, out var list) ? list : _consumers[operand] = new List<GraphNode>()).Add(node);
                }
            }

            foreach (var carried in node.Scan?.Carried ?? Array.Empty<Carried>())
            {
                Other(Roots.Of(carried.Next));
                if (carried.Initial.Op != StructureOps.Given && carried.Initial.Op != StartOps.Start)
                {
                    Other(Roots.Of(carried.Initial));
                }
            }
        }

        foreach (var result in graph.Results.Where(result => result.Node.Op != StructureOps.Final))
        {
            Other(Roots.Of(result.Node));
        }
    }

    /// <summary>The nodes that take a value as an operand.</summary>
    public IReadOnlyList<GraphNode> Of(GraphNode root) => _consumers.TryGetValue(root, out var list) ? list : Array.Empty<GraphNode>();

    /// <summary>How often a value is used, by carried values and results too.</summary>
    public int Count(GraphNode root) => Of(root).Count + (_others.TryGetValue(root, out var count) ? count : 0);

    private void Other(GraphNode root) => _others[root] = _others.TryGetValue(root, out var count) ? count + 1 : 1;
}

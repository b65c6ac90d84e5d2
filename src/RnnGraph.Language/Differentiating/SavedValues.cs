using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>
/// How the adjoint body gets at forward values: outer parameters directly, inputs and values of the forward body through reads of what the forward scan
/// stacks. Naive on purpose: whether a value is saved or computed again is the compiler's decision.
/// </summary>
internal sealed class SavedValues
{
    private readonly Graph _forward;
    private readonly GraphNode _scan;
    private readonly HashSet<GraphNode> _body;
    private readonly Dictionary<GraphNode, Draft> _values = [];
    private readonly List<(Draft Read, GraphNode Source)> _reads = [];

    public SavedValues(Graph forward, GraphNode scan)
    {
        _forward = forward;
        _scan = scan;
        _body = [.. scan.Scan!.Body];
    }

    /// <summary>The reads that were asked for, in order, with the outer node that each reads.</summary>
    public IReadOnlyList<(Draft Read, GraphNode Source)> Reads => _reads;

    /// <summary>The forward value of an outer or body node.</summary>
    public Draft Of(GraphNode node)
    {
        if (!_values.TryGetValue(node, out var value))
        {
            value = _body.Contains(node) ? Read(node) : new Draft(node);
            _values.Add(node, value);
        }

        return value;
    }

    private Draft Read(GraphNode node)
    {
        var source = node.Op == StructureOps.Read ? node.Operands[0] : Stacked(node);
        var read = new Draft(StructureOps.Read, [new Draft(source)], source.Shape)
        {
            Name = Names.Saved(node.Op == StructureOps.Read ? source.Name : node.Name),
        };
        _reads.Add((read, source));
        return read;
    }

    private GraphNode Stacked(GraphNode node)
    {
        var op = node.Op == StructureOps.Carried ? StructureOps.Previous : StructureOps.Stack;
        return _forward.Nodes.FirstOrDefault(known => known.Op == op && known.Inner == node)
            ?? new GraphNode(Names.Steps(node.Name), op, Space.Step, node.Shape, [_scan], inner: node);
    }
}

using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>
/// How the adjoint body gets at forward values: what is the same at every step directly, inputs and values of the forward body through reads of what the
/// forward scan stacks. Naive on purpose: whether a value is saved or computed again is the compiler's decision.
/// </summary>
internal sealed class SavedValues
{
    private readonly Graph _forward;
    private readonly GraphNode _node;
    private readonly ScanDraft _adjoint;
    private readonly AdjointWriter _writer;
    private readonly HashSet<GraphNode> _body;
    private readonly Dictionary<GraphNode, Draft> _values = [];
    private readonly List<(Draft Read, GraphNode Source)> _reads = [];

    public SavedValues(Graph forward, GraphNode scan, ScanDraft adjoint, AdjointWriter writer)
    {
        _writer = writer;
        _forward = forward;
        _node = scan;
        _adjoint = adjoint;
        _body = [.. scan.Scan!.Body];
    }

    /// <summary>The outer nodes that live reads read, in the order in which they were asked for.</summary>
    public IEnumerable<GraphNode> Sources(HashSet<Draft> live) => _reads.Where(read => live.Contains(read.Read)).Select(read => read.Source);

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
        var read = _adjoint.Read(new Draft(source), _writer.Unique(Names.Saved(node.Op == StructureOps.Read ? Names.Of(node.Name) : node.Name)));
        _reads.Add((read, source));
        return read;
    }

    private GraphNode Stacked(GraphNode node)
    {
        var op = node.Op == StructureOps.Carried ? StructureOps.Previous : StructureOps.Stack;
        return _forward.Nodes.FirstOrDefault(known => known.Op == op && known.Inner == node)
            ?? new GraphNode(Names.Steps(node.Name), op, Space.Step, node.Shape, [_node], inner: node);
    }
}

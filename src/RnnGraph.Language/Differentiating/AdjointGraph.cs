using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>
/// Writes the adjoint below a forward graph: one walk over its outer nodes, last node first, asks each op's derivative rule what its operands' adjoints
/// receive. A scan's adjoint is a scan, see <see cref="ScanAdjoint"/>.
/// </summary>
internal sealed class AdjointGraph
{
    private readonly Graph _forward;
    private readonly AdjointWriter _writer;
    private readonly Activity _activity;
    private readonly Contributions _received;

    public AdjointGraph(Graph forward)
    {
        _forward = forward;
        _writer = new AdjointWriter(forward);
        _activity = new Activity(forward);
        _received = new Contributions(_activity);
    }

    public Graph Build()
    {
        foreach (var kind in new[] { ResultKind.FinalState, ResultKind.Output, ResultKind.Loss })
        {
            foreach (var result in _forward.Results.Where(result => result.Kind == kind))
            {
                Seed(result);
            }
        }

        foreach (var node in _forward.Nodes.Reverse())
        {
            if (node.Scan is not null)
            {
                new ScanAdjoint(_forward, node, _writer, _received, _activity).Write();
            }
            else if (node.Operands.Count > 0 && node.Inner is null && Adjoint(node) is { } adjoint)
            {
                Differentiate(node, adjoint);
            }
        }

        var gradients = Leaves().Select(Gradient).Where(gradient => gradient is not null).Select(gradient => gradient!).ToArray();
        return new Graph(_forward.Name, _forward.Sizes, _forward.Constraints, _writer.Nodes, [.. _forward.Results, .. gradients]);
    }

    // ∂L by outputs and final states comes from the caller; ∂L by a loss is its rows' share in the mean.
    private void Seed(GraphResult result)
    {
        var (node, name) = (result.Node, Names.Adjoint(result.Name));
        if (result.Kind == ResultKind.Loss)
        {
            var share = Draft.Of(RowOps.Share, new Draft(node));
            _writer.Write(share, name);
            _received.Add(node, share);
            return;
        }

        var op = node.Space == Space.Step ? StructureOps.Input : StructureOps.Given;
        var seed = new GraphNode(_writer.Unique(name), op, node.Space, node.Shape, axis: node.Axis);
        _writer.Nodes.Add(seed);
        _received.Add(node, new Draft(seed));
    }

    private Draft? Adjoint(GraphNode node)
    {
        var sum = _received.Sum(node);
        if (sum is not null)
        {
            _writer.Write(sum, Names.Adjoint(node.Name));
        }

        return sum;
    }

    private void Differentiate(GraphNode node, Draft adjoint)
    {
        var operands = node.Operands.Select(operand => new Draft(operand)).ToArray();
        var parts = node.Op.Derive(new Derivation(operands, new Draft(node), adjoint, node.Numbers, node.Offset));
        for (var i = 0; i < parts.Count; i++)
        {
            _received.Add(node.Operands[i], Gather(parts[i], node.Operands[i]));
        }
    }

    // A value of fewer rows was used again for several: what it receives is the sum over those.
    private Draft? Gather(Draft? part, GraphNode operand)
    {
        if (part is null || part.Space == operand.Space || !_activity.IsActive(operand))
        {
            return part;
        }

        if (operand.Space == Space.Parameter)
        {
            return Draft.Of(TotalOps.Total, part);
        }

        _writer.Write(part, Names.AdjointStep(operand.Name));
        return TimeScans.Sum(part);
    }

    // Inputs, then initial states, then parameters.
    private IEnumerable<GraphNode> Leaves()
    {
        var states = _forward.Results.Where(result => result.Kind == ResultKind.FinalState).Select(result => result.Name).ToArray();
        return _forward.Nodes.Where(node => node.Op == StructureOps.Input || node.Op == StructureOps.Vector)
            .Concat(states.Select(state => _forward.Nodes.First(node => node.Name == state)))
            .Concat(_forward.Nodes.Where(node => node.Op == StructureOps.Parameter));
    }

    private GraphResult? Gradient(GraphNode leaf)
    {
        if (leaf.Op == StructureOps.Parameter)
        {
            var adjoint = _received.Sum(leaf) ?? Draft.Constant(0, leaf.Shape);
            return new GraphResult(ResultKind.Gradient, leaf.Name, _writer.Write(adjoint, Names.Adjoint(leaf.Name)));
        }

        return Adjoint(leaf)?.Lowered is { } node ? new GraphResult(ResultKind.Gradient, leaf.Name, node) : null;
    }
}

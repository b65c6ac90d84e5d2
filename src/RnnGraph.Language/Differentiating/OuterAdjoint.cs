using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>∂L by parameters and by expressions of parameters alone, outside the scan.</summary>
internal sealed class OuterAdjoint
{
    private readonly Numbering _numbering;
    private readonly List<GraphNode> _outer;
    private readonly Lowering _lowering = new();
    private readonly Contributions _received = new();

    public OuterAdjoint(Numbering numbering, List<GraphNode> outer)
    {
        _numbering = numbering;
        _outer = outer;
    }

    /// <summary>Adds the sum over steps that <paramref name="total"/> makes under a name of the adjoint of <paramref name="node"/>.</summary>
    public void Add(GraphNode node, Func<string, GraphNode> total)
    {
        _received.Add(node, new Draft(total(Names.Adjoint(node.Name))));
    }

    /// <summary>The gradients of the parameters among <paramref name="nodes"/>, which are in order of computation.</summary>
    public IReadOnlyList<GraphResult> Gradients(IReadOnlyList<GraphNode> nodes)
    {
        foreach (var node in nodes.Reverse().Where(node => node.Operands.Count > 0))
        {
            if (Lower(_received.Sum(node), node) is not { } adjoint)
            {
                continue;
            }

            var parts = node.Op.Derive(new Derivation(node.Operands.Select(operand => new Draft(operand)).ToArray(), new Draft(node), adjoint, node.Numbers));
            for (var i = 0; i < parts.Count; i++)
            {
                _received.Add(node.Operands[i], parts[i]);
            }
        }

        return nodes.Where(node => node.Op == StructureOps.Parameter).Select(Gradient).ToArray();
    }

    private GraphResult Gradient(GraphNode parameter)
    {
        var adjoint = _received.Sum(parameter) ?? Draft.Constant(0, parameter.Shape);
        return new GraphResult(ResultKind.Gradient, parameter.Name, Lower(adjoint, parameter)!.Lowered!);
    }

    private Draft? Lower(Draft? adjoint, GraphNode of)
    {
        if (adjoint is null || adjoint.Lowered is not null)
        {
            return adjoint;
        }

        adjoint.Name ??= _numbering.Unique(Names.Adjoint(of.Name));
        var placed = _numbering.Order.Count;
        _numbering.Place([adjoint]);
        foreach (var draft in _numbering.Order.Skip(placed))
        {
            _lowering.Lower(draft);
        }

        _outer.AddRange(_lowering.Outer);
        _lowering.Outer.Clear();
        return adjoint;
    }
}

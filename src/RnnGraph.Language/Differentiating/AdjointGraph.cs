using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>
/// Writes the adjoint beside a forward graph. One walk over the body, last node first, asks each op's derivative rule what its operands' adjoints receive;
/// one over the expressions of parameters alone does the same outside the scan.
/// </summary>
internal sealed class AdjointGraph
{
    private readonly Graph _forward;
    private readonly GraphNode _scan;
    private readonly SavedValues _saved;
    private readonly Contributions _received = new();
    private readonly List<GraphNode> _outer;
    private readonly Lowering _lowering = new();
    private readonly Numbering _numbering;
    private readonly List<Draft> _named = [];
    private readonly List<(GraphNode Parameter, Draft Step)> _steps = [];

    public AdjointGraph(Graph forward)
    {
        _forward = forward;
        _outer = [.. forward.Nodes];
        var scans = forward.Nodes.Where(node => node.Scan is not null).ToArray();
        if (scans.Length != 1 || scans[0].Scan!.Direction != Direction.Forward)
        {
            throw new ArgumentException($"'{forward.Name}' has {scans.Length} scans; a graph to differentiate has one, forward.", nameof(forward));
        }

        _scan = scans[0];
        _saved = new SavedValues(forward, _scan);
        _numbering = new Numbering(
            new HashSet<string>(forward.Nodes.Concat(Body).Select(node => node.Name), StringComparer.Ordinal), Names.AdjointPart);
    }

    private IReadOnlyList<GraphNode> Body => _scan.Scan!.Body;

    private IReadOnlyList<Carried> States => _scan.Scan!.Carried;

    public Graph Build()
    {
        var carried = States.Select(Seed).ToArray();
        var outputs = _forward.Results.Where(result => result.Kind == ResultKind.Output).Select(Seed).ToArray();
        foreach (var node in Body.Reverse().Where(node => node.Operands.Count > 0 && node.Op != StructureOps.Read))
        {
            Differentiate(node, Name(_received.Sum(node), node));
        }

        var next = States.Select(state => Name(_received.Sum(state.Argument), state.Argument) ?? Zero(state.Argument)).ToArray();
        var inputs = _forward.Nodes.Where(node => node.Op == StructureOps.Input).Select(input => (input, OfInput(input))).ToArray();
        foreach (var node in _forward.Nodes.Where(node => node.Space == Space.Parameter))
        {
            AddSteps(node);
        }

        var roots = next.Concat(inputs.Select(input => input.Item2)).Concat(_steps.Select(step => step.Step)).ToArray();
        var live = Liveness.Of(roots);
        var scan = AdjointScan(live, carried, outputs, next);
        var results = _forward.Results.ToList();
        results.AddRange(inputs.Select(input => Gradient(input.input, Select(StructureOps.Stack, Names.Adjoint(input.input.Name), scan, input.Item2))));
        for (var i = 0; i < States.Count; i++)
        {
            var initial = States[i].Initial;
            results.Add(Gradient(initial, Select(StructureOps.Final, Names.AdjointInitial(initial.Name), scan, carried[i].Argument)));
        }

        results.AddRange(ParameterGradients(scan));
        return new Graph(_forward.Name, _forward.Sizes, _forward.Constraints, _outer, results);
    }

    private static GraphResult Gradient(GraphNode of, GraphNode node) => new(ResultKind.Gradient, of.Name, node);

    // ∂L by a final state comes from the caller; from there it is carried from later steps to earlier ones.
    private (GraphNode Given, Draft Argument) Seed(Carried state)
    {
        var given = new GraphNode(_numbering.Unique(Names.Adjoint(state.Initial.Name)), StructureOps.Given, Space.Sequence, state.Initial.Shape);
        var argument = new Draft(StructureOps.Carried, [], given.Shape) { Name = _numbering.Unique(Names.AdjointCarried(state.Initial.Name)) };
        _received.Add(state.Next, argument);
        _outer.Add(given);
        return (given, argument);
    }

    private Draft Seed(GraphResult output)
    {
        var input = new GraphNode(_numbering.Unique(Names.Adjoint(output.Name)), StructureOps.Input, Space.Step, output.Node.Shape);
        var read = new Draft(StructureOps.Read, [new Draft(input)], input.Shape) { Name = _numbering.Unique(Names.Now(input.Name)) };
        _received.Add(output.Node.Inner!, read);
        _outer.Add(input);
        return read;
    }

    private void Differentiate(GraphNode node, Draft? adjoint)
    {
        if (adjoint is null)
        {
            return;
        }

        var parts = node.Op.Derive(new Derivation(node.Operands.Select(_saved.Of).ToArray(), _saved.Of(node), adjoint, node.Numbers));
        for (var i = 0; i < parts.Count; i++)
        {
            var operand = node.Operands[i];
            if (operand.Op == StructureOps.Given)
            {
                throw new NotSupportedException($"'{node.Name}' reads '{operand.Name}' in every step; a given value is differentiated as a state's first value only.");
            }

            _received.Add(operand, parts[i]);
        }
    }

    // Gives a sum its node's name, unless it is just the adjoint of a node further on.
    private Draft? Name(Draft? adjoint, GraphNode of)
    {
        if (adjoint is not null && adjoint.Name is null)
        {
            adjoint.Name = _numbering.Unique(Names.Adjoint(of.Name));
            _named.Add(adjoint);
        }

        return adjoint;
    }

    private Draft Zero(GraphNode of) => Name(Draft.BodyConstant(0, of.Shape), of)!;

    private Draft OfInput(GraphNode input)
    {
        var reads = Body.Where(node => node.Op == StructureOps.Read && node.Operands[0] == input).ToArray();
        var sums = reads.Select(_received.Sum).Where(sum => sum is not null).ToArray();
        return sums.Length == 0 ? Zero(reads[0]) : Name(sums.Aggregate((left, right) => left! + right!), reads[0])!;
    }

    // Vectors are summed within the step and then over its rows; each product with a matrix stays a product of its own.
    private void AddSteps(GraphNode parameter)
    {
        var name = Names.AdjointStep(parameter.Name);
        if (parameter.Shape.IsMatrix)
        {
            foreach (var outer in _received.Of(parameter))
            {
                AddStep(parameter, name, outer);
            }
        }
        else if (_received.Sum(parameter) is { } sum)
        {
            AddStep(parameter, name, Draft.Of(TotalOps.Total, sum));
        }
    }

    private void AddStep(GraphNode parameter, string name, Draft step)
    {
        step.Name = _numbering.Unique(name);
        _named.Add(step);
        _steps.Add((parameter, step));
    }

    private GraphNode AdjointScan(HashSet<Draft> live, (GraphNode Given, Draft Argument)[] carried, Draft[] outputs, Draft[] next)
    {
        _numbering.Place(_named.Where(live.Contains).ToArray());
        var saved = _saved.Reads.Where(read => live.Contains(read.Read)).ToArray();
        _outer.AddRange(saved.Select(read => read.Source).Where(source => !_outer.Contains(source)));
        var reads = outputs.Where(live.Contains).Concat(saved.Select(read => read.Read));
        foreach (var draft in carried.Select(state => state.Argument).Concat(reads).Concat(_numbering.Order))
        {
            _lowering.Lower(draft);
        }

        var states = carried.Select((state, i) => new Carried(state.Argument.Lowered!, state.Given, next[i].Lowered!)).ToArray();
        var body = new Scan(Direction.Reverse, states, _lowering.Body);
        var scan = new GraphNode(_numbering.Unique(Names.Adjoint(_scan.Name)), StructureOps.Scan, Space.Step, default, scan: body);
        _outer.AddRange(_lowering.Outer);
        _outer.Add(scan);
        return scan;
    }

    private GraphNode Select(OpRow op, string name, GraphNode scan, Draft inner)
    {
        var node = new GraphNode(_numbering.Unique(name), op, op.SpaceOf([]), inner.Shape, [scan], inner: inner.Lowered);
        _outer.Add(node);
        return node;
    }

    private IEnumerable<GraphResult> ParameterGradients(GraphNode scan)
    {
        var outer = new OuterAdjoint(_numbering, _outer);
        foreach (var (parameter, step) in _steps)
        {
            outer.Add(parameter, total => Select(StructureOps.StepTotal, total, scan, step));
        }

        return outer.Gradients(_forward.Nodes.Where(node => node.Space == Space.Parameter).ToArray());
    }
}

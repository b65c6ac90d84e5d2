using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>
/// Makes the canonical graph of a complete recording. Names come from the definition's strings alone: a value's own name, else its state's with <c>.next</c>,
/// else its gate's, else its output's or tap's; the parts of a named value are numbered within it. Named values stand in the order in which the definition
/// computes them, so nothing but its own lines moves when a term is added.
/// </summary>
internal sealed class CellAssembly
{
    private readonly CellRecording _cell;
    private readonly Numbering _numbering;
    private readonly Lowering _lowering = new();
    private readonly IReadOnlyList<Draft> _values;

    private CellAssembly(CellRecording cell)
    {
        _cell = cell;
        var live = Liveness.Of(cell);
        _values = cell.Values.Where(live.Contains).ToArray();
        _numbering = new Numbering(new HashSet<string>(DeclaredNames(), StringComparer.Ordinal), Names.Part);
    }

    public static Graph Assemble(string name, CellRecording cell)
    {
        var assembly = new CellAssembly(cell);
        assembly.NameValues();
        return assembly.Graph(name);
    }

    private IEnumerable<string> DeclaredNames()
        => _cell.Inputs.Select(input => input.Name)
            .Concat(_cell.States.Select(state => state.Name))
            .Concat(_cell.Parameters.Select(parameter => parameter.Name))
            .Concat(_values.Where(value => value.Name is not null).Select(value => value.Name!));

    private void NameValues()
    {
        foreach (var state in _cell.States)
        {
            Name(state.NextHandle!.Draft, Names.Next(state.Name));
        }

        var gates = new GateNames(_values);
        foreach (var gate in _cell.Parameters.Where(parameter => parameter.Draft.Gate is not null).Select(parameter => parameter.Draft.Gate!).Distinct(StringComparer.Ordinal))
        {
            var value = _cell.IsTaken(gate) ? null : gates.Find(gate);
            if (value is not null)
            {
                Name(value, gate);
            }
        }

        foreach (var result in _cell.Outputs.Concat(_cell.Taps))
        {
            Name(result.Draft, result.Name);
        }
    }

    private void Name(Draft value, string name) => value.Name ??= _numbering.Unique(name);

    private Graph Graph(string name)
    {
        _numbering.Place(_values.Where(value => value.Name is not null).ToArray());
        var leaves = _cell.Inputs.Select(input => input.Draft)
            .Concat(_cell.States.Select(state => state.Initial))
            .Concat(_cell.Parameters.Select(parameter => parameter.Draft));
        foreach (var draft in leaves.Concat(_cell.States.Select(state => state.Argument)).Concat(_cell.Inputs.Select(input => input.Handle.Draft)).Concat(_numbering.Order))
        {
            _lowering.Lower(draft);
        }

        var carried = _cell.States.Select(state => new Carried(state.Argument.Lowered!, state.Initial.Lowered!, state.NextHandle!.Draft.Lowered!)).ToArray();
        var scan = new GraphNode(Names.Scan, StructureOps.Scan, Space.Step, default, scan: new Scan(Direction.Forward, carried, _lowering.Body));
        _lowering.Outer.Add(scan);
        var results = Results(scan).ToArray();
        return new Graph(name, _cell.Sizes, _cell.Constraints, _lowering.Outer, results);
    }

    private IEnumerable<GraphResult> Results(GraphNode scan)
    {
        var stacks = new Dictionary<GraphNode, GraphNode>();
        GraphNode Stack(GraphNode inner)
        {
            if (!stacks.TryGetValue(inner, out var stack))
            {
                var op = inner.Op == StructureOps.Carried ? StructureOps.Previous : StructureOps.Stack;
                stack = Result(op, Names.Steps(inner.Name), scan, inner);
                stacks.Add(inner, stack);
            }

            return stack;
        }

        foreach (var output in _cell.Outputs)
        {
            yield return new GraphResult(ResultKind.Output, output.Name, Stack(output.Draft.Lowered!));
        }

        foreach (var state in _cell.States)
        {
            yield return new GraphResult(ResultKind.FinalState, state.Name, Result(StructureOps.Final, Names.Final(state.Name), scan, state.Argument.Lowered!));
        }

        foreach (var tap in _cell.Taps)
        {
            yield return new GraphResult(ResultKind.Tap, tap.Name, Stack(tap.Draft.Lowered!));
        }
    }

    private GraphNode Result(OpRow op, string name, GraphNode scan, GraphNode inner)
    {
        var node = new GraphNode(name, op, op.SpaceOf([]), inner.Shape, [scan], inner: inner);
        _lowering.Outer.Add(node);
        return node;
    }
}

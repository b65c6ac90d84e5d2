using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>What one scope takes from its caller and gives back.</summary>
internal sealed class ScopeRecording
{
    private readonly CellRecording _cell;
    private readonly string _name;
    private readonly string _called;
    private readonly List<Operand> _supplied;
    private readonly List<KeyValuePair<string, Draft>> _inputs = [];
    private readonly List<KeyValuePair<string, Node>> _outputs = [];
    private readonly (int Parameters, int Taps, int Values) _before;

    /// <summary>Starts one.</summary>
    /// <param name="cell">The recording that it is a part of.</param>
    /// <param name="kind">What messages call it: a scope of a cell, a scan of a network.</param>
    /// <param name="name">Its name.</param>
    /// <param name="supplied">The caller's values for its inputs.</param>
    public ScopeRecording(CellRecording cell, string kind, string name, IEnumerable<Operand> supplied)
    {
        _called = $"{kind} '{name}'";
        _cell = cell;
        _name = name;
        _supplied = supplied.ToList();
        _before = (cell.Parameters.Count, cell.Taps.Count, cell.Values.Count);
    }

    public List<RecordedState> States { get; } = [];

    public IReadOnlyList<KeyValuePair<string, Node>> Outputs => _outputs;

    /// <summary>The caller's value for the input <paramref name="name"/>: the one named so, else the next one without a name.</summary>
    public Node Supply(string name, Size size)
    {
        var at = _supplied.FindIndex(operand => operand.Role == name);
        at = at >= 0 ? at : _supplied.FindIndex(operand => operand.Role is null);
        if (at < 0)
        {
            throw new DefinitionException(DiagnosticIds.ScopeInputs, $"The definition in {_called} has an input '{name}' that the caller doesn't supply; add it after the definition.");
        }

        var node = _supplied[at].Node;
        _supplied.RemoveAt(at);
        _inputs.Add(new KeyValuePair<string, Draft>(Qualified(name), node.Draft));
        return node.Draft.Shape == Shape.Vector(node.Recording.Written(size))
            ? new Node(node.Recording, node.Draft, OperandKind.Input)
            : throw new DefinitionException(
                DiagnosticIds.ScopeInputs, $"The input '{name}' of {_called} has {Shape.Vector(size)} features, the value supplied for it has {node.Draft.Shape}.");
    }

    public void Add(string name, Node value)
    {
        Names.Check(name);
        if (_outputs.Any(output => output.Key == name))
        {
            throw new DefinitionException(DiagnosticIds.NameUsedTwice, $"The output '{name}' of {_called} is named twice.");
        }

        _outputs.Add(new KeyValuePair<string, Node>(name, new Node(value.Recording, value.Draft, OperandKind.Input)));
    }

    /// <summary>Runs the scope's definition on a builder of its own, and names what it computed.</summary>
    /// <param name="define">The definition.</param>
    /// <param name="scan">The scan whose body it stands in.</param>
    /// <param name="noiseOnWeights">The deviation of the noise that the caller puts on weights; 0 for none.</param>
    /// <exception cref="DefinitionException">It lacks an input's value or is given one too many, or what it says is wrong itself.</exception>
    public void Run(Action<CellBuilder> define, ScanDraft scan, float noiseOnWeights = 0)
    {
        var outer = _cell.Prefix;
        _cell.Prefix = Qualified("");
        try
        {
            define(new CellBuilder(_cell, scan, this, _cell.Prefix, noiseOnWeights));
        }
        finally
        {
            _cell.Prefix = outer;
        }

        CheckAllTaken();
        NameValues();
    }

    /// <summary>Makes values of the body of those states' next values, outputs and taps that are the same at every step.</summary>
    public void Repeat(ScanDraft scan)
    {
        var repeated = new Dictionary<Draft, Draft>();
        Draft InBody(Draft value)
        {
            if (value.IsInBody)
            {
                return value;
            }

            if (!repeated.TryGetValue(value, out var read))
            {
                read = _cell.Add(scan.Read(_cell.Add(new Draft(RowOps.Repeat, [value]) { Axis = scan.Axis }), name: null));
                repeated.Add(value, read);
            }

            return read;
        }

        foreach (var state in States.Where(state => state.Carried.Next is not null))
        {
            state.Carried.Next = InBody(state.Carried.Next!);
        }

        for (var at = 0; at < _outputs.Count; at++)
        {
            _outputs[at] = new KeyValuePair<string, Node>(_outputs[at].Key, new Node(_cell, InBody(_outputs[at].Value.Draft), OperandKind.Input));
        }

        for (var at = _before.Taps; at < _cell.Taps.Count; at++)
        {
            var tap = _cell.Taps[at];
            _cell.Taps[at] = new RecordedValue(tap.Name, InBody(tap.Draft), tap.Handle);
        }
    }

    private void CheckAllTaken()
    {
        if (_supplied.Count > 0)
        {
            var named = _supplied[0].Role is { } role ? $"'{role}'" : "without a name";
            throw new DefinitionException(DiagnosticIds.ScopeInputs, $"The caller supplies {_called} with a value {named} that its definition has no input for.");
        }
    }

    // As a cell of that definition would name it, and in the order that its graph would have.
    private void NameValues()
    {
        var parameters = _cell.Parameters.Skip(_before.Parameters).ToArray();
        var results = _outputs.Select(output => new KeyValuePair<string, Draft>(Qualified(output.Key), output.Value.Draft))
            .Concat(_cell.Taps.Skip(_before.Taps).Select(tap => new KeyValuePair<string, Draft>(tap.Name, tap.Draft)))
            .ToArray();
        var roots = States.Select(state => state.Carried.Next).OfType<Draft>().Concat(results.Select(result => result.Value));
        var live = Liveness.Of(roots);
        var values = _cell.Values.Skip(_before.Values).ToArray();
        var part = new NamedPart(
            _inputs.Select(input => input.Key), States, parameters, results, values.Where(live.Contains).ToArray(), _inputs.Select(input => input.Value));
        var ordered = ValueNaming.Complete(part);
        foreach (var name in ordered.Select(value => value.Name!).Where(name => !part.DeclaredNames.Contains(name)))
        {
            _cell.Give(name);
        }

        // What the scope's results don't depend on stays behind, for the caller may hold it.
        _cell.Values.RemoveRange(_before.Values, values.Length);
        _cell.Values.AddRange(ordered);
        _cell.Values.AddRange(values.Except(ordered));
        foreach (var parameter in parameters)
        {
            parameter.Draft.Gate = null;
        }
    }

    private string Qualified(string name) => _name + "." + name;
}

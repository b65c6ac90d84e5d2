using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph;

/// <summary>What a scan of a network gives back, and where its states start.</summary>
public sealed class ScanResults
{
    private readonly CellRecording _recording;
    private readonly ScanDraft _scan;
    private readonly ScopeRecording _scope;
    private readonly HashSet<RecordedState> _started = [];

    internal ScanResults(CellRecording recording, ScanDraft scan, ScopeRecording scope)
    {
        _recording = recording;
        _scan = scan;
        _scope = scope;
    }

    /// <summary>The cell's first output at every step.</summary>
    /// <exception cref="DefinitionException">The cell has no output.</exception>
    public Node Output => _scope.Outputs.Count > 0
        ? Steps(_scope.Outputs[0].Value)
        : throw new DefinitionException(DiagnosticIds.ScopeResultMissing, $"The cell of scan '{Name}' has no output.");

    /// <summary>The cell's output called <paramref name="name"/> at every step; 0 beyond a sequence's length.</summary>
    /// <exception cref="DefinitionException">The cell has no such output.</exception>
    public Node this[string name]
    {
        get
        {
            foreach (var output in _scope.Outputs)
            {
                if (output.Key == name)
                {
                    return Steps(output.Value);
                }
            }

            throw Missing("output", name, _scope.Outputs.Select(output => output.Key));
        }
    }

    private string Name => _scan.Node.Name!;

    /// <summary>The state called <paramref name="state"/> after the last step of each sequence (of a reversed scan: after its first): one value per sequence. Where the length is 0, as it started.</summary>
    /// <exception cref="DefinitionException">The cell has no such state.</exception>
    public Node Final(string state) => new(_recording, _scan.Result(StructureOps.Final, Find(state).Carried.Argument), OperandKind.Input);

    /// <summary>Starts every state from what the state of the same name ends with in another scan.</summary>
    /// <returns>These results.</returns>
    /// <exception cref="DefinitionException">The other scan lacks a state of this one, has it in another size, or depends on this scan.</exception>
    public ScanResults StartFrom(ScanResults other)
    {
        foreach (var state in _scope.States)
        {
            var name = LocalName(state);
            Start(name, other.Final(name));
        }

        return this;
    }

    /// <summary>Starts the state called <paramref name="state"/> from a value of each sequence. It is no state of the network then: no caller gives its start or takes its end.</summary>
    /// <returns>These results.</returns>
    /// <exception cref="DefinitionException">There is no such state, it has a start already, or the value has another size, is one of every step or a parameter, or depends on this scan.</exception>
    public ScanResults Start(string state, Node value)
    {
        var recorded = Find(state);
        _recording.CheckOwn(value);
        Scoping.CheckOutside(value);
        if (value.Draft.Space != Space.Sequence)
        {
            throw new DefinitionException(
                DiagnosticIds.WrongSpace,
                $"The state '{recorded.Name}' starts from one value per sequence, but is given {(value.Draft.Space == Space.Step ? "one of every step; net.Last(value) is the last" : "a parameter; declare it with cell.LearnedState")}.");
        }

        if (value.Draft.Shape != recorded.Carried.Argument.Shape)
        {
            throw new DefinitionException(DiagnosticIds.SizesDiffer, $"The state '{recorded.Name}' has {recorded.Carried.Argument.Shape} features, the value that it is to start from has {value.Draft.Shape}.");
        }

        if (!_started.Add(recorded))
        {
            throw new DefinitionException(DiagnosticIds.WrongStart, $"The state '{recorded.Name}' has a start already.");
        }

        if (Liveness.Of([value.Draft]).Contains(_scan.Node))
        {
            throw new DefinitionException(DiagnosticIds.WrongStart, $"The state '{recorded.Name}' is to start from a value that depends on the scan '{Name}' itself.");
        }

        var learned = recorded.Carried.Initial.Operands;
        _recording.Parameters.RemoveAll(parameter => learned.Contains(parameter.Draft));
        recorded.Carried.Initial = value.Draft;
        return this;
    }

    private Node Steps(Node inner) => new(_recording, _scan.Steps(inner.Draft), OperandKind.Input);

    private RecordedState Find(string name)
        => _scope.States.Find(state => LocalName(state) == name) ?? throw Missing("state", name, _scope.States.Select(LocalName));

    private string LocalName(RecordedState state) => state.Name.Substring(Name.Length + 1);

    private DefinitionException Missing(string kind, string name, IEnumerable<string> known)
        => new(DiagnosticIds.ScopeResultMissing, $"The cell of scan '{Name}' has no {kind} '{name}'; it has {string.Join(", ", known.Select(of => "'" + of + "'").DefaultIfEmpty("none"))}.");
}

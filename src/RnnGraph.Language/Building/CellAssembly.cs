using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>
/// Makes the canonical graph of a complete recording: names what has no name yet, and lowers. Named values stand in the order in which the definition computes
/// them, so nothing but its own lines moves when a term is added.
/// </summary>
internal sealed class CellAssembly
{
    private readonly CellRecording _recording;
    private readonly Numbering _numbering;
    private readonly List<GraphNode> _nodes = [];
    private readonly IReadOnlyList<(ResultKind Kind, string Name, Draft Value)> _results;
    private readonly HashSet<Draft> _live;
    private readonly IReadOnlyList<Draft> _values;

    private CellAssembly(CellRecording recording)
    {
        _recording = recording;
        _results = RecordedResults.Of(recording);
        _live = Liveness.Of(_results.Select(result => result.Value));
        _values = recording.Values.Where(_live.Contains).ToArray();
        var part = new NamedPart(
            recording.Inputs.Select(input => input.Name).Concat(recording.Scans.Select(scan => scan.Node.Name).OfType<string>()),
            recording.States,
            recording.Parameters,
            recording.Outputs.Concat(recording.Losses).Concat(recording.Taps).Select(result => new KeyValuePair<string, Draft>(result.Name, result.Draft)).ToArray(),
            _values,
            supplied: []);
        _numbering = new Numbering(new HashSet<string>(part.DeclaredNames, StringComparer.Ordinal), Names.Part);
        ValueNaming.Run(part, _numbering);
    }

    public static Graph Assemble(string name, CellRecording recording)
    {
        var assembly = new CellAssembly(recording);
        assembly.NameSelections();
        return assembly.Graph(name);
    }

    // What a scan reads or results in is called after the other side.
    private void NameSelections()
    {
        foreach (var scan in _recording.Scans.Where(scan => scan.Node.Name is not null && _live.Contains(scan.Node)))
        {
            foreach (var read in scan.Reads.Where(read => read.Name is not null && read.Operands[0].Operands.Count > 0))
            {
                Name(read.Operands[0], Names.Of(read.Name!));
            }

            foreach (var result in scan.Results)
            {
                result.Name ??= result.Op == StructureOps.Final ? Names.Final(Names.Of(result.Inner!.Name!)) : Names.Steps(result.Inner!.Name!);
            }
        }
    }

    private void Name(Draft value, string name)
    {
        if (value.Inner is null || value.Operands[0].Name is null)
        {
            value.Name ??= _numbering.Unique(name);
        }
    }

    private Graph Graph(string name)
    {
        var scans = _recording.Scans.Where(scan => scan.Node.Name is not null && _live.Contains(scan.Node)).ToArray();
        var named = _values.Where(value => value.Name is not null)
            .Concat(scans.SelectMany(scan => scan.Carried.Select(carried => carried.Argument).Concat(scan.Reads.Where(_live.Contains)).Append(scan.Node)))
            .Concat(_results.Select(result => result.Value))
            .Concat(scans.SelectMany(scan => scan.Results.Where(_live.Contains)));
        _numbering.Place(named.Distinct().ToArray());
        var lowering = new Lowering(_nodes);
        var given = _recording.States.Where(state => state.IsDeclared && _live.Contains(state.Carried.Initial)).Select(state => state.Carried.Initial).ToArray();
        var leaves = _recording.Inputs.Select(input => input.Draft)
            .Concat(given.Where(initial => initial.Operands.Count == 0))
            .Concat(_recording.Parameters.Select(parameter => parameter.Draft))
            .Concat(given.Where(initial => initial.Operands.Count > 0));
        foreach (var draft in leaves.Concat(_numbering.Order))
        {
            lowering.Lower(draft);
        }

        var results = _results.Select(result => new GraphResult(result.Kind, result.Name, result.Value.Lowered!)).ToArray();
        return new Graph(name, _recording.Sizes, _recording.Constraints, _nodes, results);
    }
}

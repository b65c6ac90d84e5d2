using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>
/// Says to a builder what a definition said, from its finished graph. The graph's text names every value as <see cref="ValueNaming"/> did, so the caller's graph
/// is the same as if the definition had run.
/// </summary>
internal sealed class GraphReplay
{
    private readonly CellBuilder _cell;
    private readonly CellRecording _recording;
    private readonly ScanDraft _scan;
    private readonly string _prefix;
    private readonly Graph _graph;
    private readonly IReadOnlyDictionary<string, Size> _sizes;
    private readonly Func<Node, Node>? _noise;
    private readonly Dictionary<GraphNode, Node> _noisy = [];
    private readonly Dictionary<GraphNode, Node> _made = [];
    private readonly List<Node> _declared = [];

    private GraphReplay(CellBuilder cell, CellRecording recording, ScanDraft scan, string prefix, Graph graph, IReadOnlyDictionary<string, Size> sizes, Func<Node, Node>? noise)
    {
        _cell = cell;
        _recording = recording;
        _scan = scan;
        _prefix = prefix;
        _graph = graph;
        _sizes = sizes;
        _noise = noise;
    }

    /// <summary>Repeats a graph.</summary>
    /// <param name="cell">The builder that the definition would be given.</param>
    /// <param name="recording">What that builder records to.</param>
    /// <param name="scan">The scan whose body the builder writes.</param>
    /// <param name="prefix">What its names begin with.</param>
    /// <param name="graph">The definition's graph.</param>
    /// <param name="sizes">What the graph's sizes are here.</param>
    /// <param name="noise">Puts noise on a matrix; null where the caller wants none.</param>
    /// <returns>The handles of its inputs, states and parameters; the parameters share one, because one call declared them.</returns>
    /// <exception cref="ArgumentException">The graph is not a cell's.</exception>
    /// <exception cref="DefinitionException">The definition lacks an input's value, a name is taken, or a size doesn't fit.</exception>
    public static IReadOnlyList<Node> Run(CellBuilder cell, CellRecording recording, ScanDraft scan, string prefix, Graph graph, IReadOnlyDictionary<string, Size> sizes, Func<Node, Node>? noise)
    {
        var replay = new GraphReplay(cell, recording, scan, prefix, graph, sizes, noise);
        replay.Declare();
        replay.Compute();
        replay.Finish();
        return replay._declared;
    }

    private Scan Scan => _graph.Nodes.Single(node => node.Scan is not null).Scan!;

    private IEnumerable<(string Name, Carried Carried)> States
        => Results(ResultKind.FinalState).Select(state => (state.Name, Scan.Carried.Single(carried => carried.Argument == state.Node.Inner)));

    private IEnumerable<GraphResult> Results(ResultKind kind) => _graph.Results.Where(result => result.Kind == kind);

    private void Declare()
    {
        foreach (var pair in _graph.Constraints)
        {
            _cell.RequireEqual(Bound(pair.Key), Bound(pair.Value));
        }

        foreach (var read in Scan.Body.Where(node => node.Op == StructureOps.Read))
        {
            Remember(read, _cell.Input(read.Operands[0].Name, Bound(read.Shape.Rows)));
        }

        var count = _recording.Parameters.Count;
        var learned = new HashSet<GraphNode>(_graph.Nodes.Where(node => node.Op == StartOps.Start).Select(start => start.Operands[0]));
        foreach (var node in _graph.Nodes.Where(node => node.Op == StructureOps.Parameter))
        {
            var (key, shape) = (_prefix + node.Name, Bound(node.Shape));
            _made.Add(node, learned.Contains(node) ? _recording.InitialParameter(key, shape, node.Initializer!) : _recording.Parameter(key, gate: null, shape, node.Initializer!));
        }

        AddNoise();
        if (_recording.Parameters.Count > count)
        {
            _declared.Add(_recording.Own(count, _recording.Parameters[count].Handle));
        }

        foreach (var (name, carried) in States)
        {
            var start = carried.Initial.Op == StartOps.Start ? _made[carried.Initial.Operands[0]] : null;
            Remember(carried.Argument, start is null ? _cell.State(name, Bound(carried.Argument.Shape.Rows)) : _cell.State(name, start));
        }
    }

    // On the matrix of every product with one of its own, as while the definition runs.
    private void AddNoise()
    {
        var reads = _graph.Nodes.Concat(Scan.Body).SelectMany(node => node.Operands).ToLookup(operand => operand);
        foreach (var product in Scan.Body.Where(node => _noise is not null && node.Op.Kind == OpKind.Product && reads[node.Operands[0]].Count() == 1))
        {
            if (_made.TryGetValue(product.Operands[0], out var matrix))
            {
                _noisy.Add(product, _noise!(matrix));
            }
        }
    }

    private Node[] Operands(GraphNode node)
    {
        var operands = node.Operands.Select(operand => _made[operand]).ToArray();
        if (_noisy.TryGetValue(node, out var matrix))
        {
            operands[0] = matrix;
        }

        return operands;
    }

    private void Remember(GraphNode node, Node handle)
    {
        _made.Add(node, handle);
        _declared.Add(handle);
    }

    private void Compute()
    {
        foreach (var node in _graph.Nodes.Where(node => node.Scan is null && node.Inner is null).Concat(Scan.Body))
        {
            if (node.Op == StructureOps.Constant && node.Space == Space.Parameter)
            {
                _made.Add(node, new Node(_recording, Draft.Constant(node.Numbers[0], Bound(node.Shape))));
            }
            else if (node.Op != StructureOps.Input && node.Op != StructureOps.Given && node.Op != StartOps.Start && !_made.ContainsKey(node))
            {
                var value = node.Op.BelongsToBody || node.Op is RandomRow
                    ? _recording.BodyLeaf(node.Op, Bound(node.Shape), _scan, node.Numbers)
                    : _recording.Make(node.Op, Operands(node), node.Numbers, Bound(node.Shape), node.Offset is { } from ? Bound(from) : null);
                _recording.Name(value.Draft, _prefix + node.Name);
                _made.Add(node, value);
            }
        }
    }

    private void Finish()
    {
        foreach (var (_, carried) in States)
        {
            _cell.Next(_made[carried.Argument], _made[carried.Next]);
        }

        foreach (var output in Results(ResultKind.Output))
        {
            _cell.Output(output.Name, _made[output.Node.Inner!]);
        }

        foreach (var tap in Results(ResultKind.Tap))
        {
            _cell.Tap(tap.Name, _made[tap.Node.Inner!]);
        }
    }

    private Size Bound(Size size) => size.Substitute(_sizes);

    private Shape Bound(Shape shape) => shape.IsMatrix ? Shape.Matrix(Bound(shape.Rows), Bound(shape.Columns)) : shape == default ? shape : Shape.Vector(Bound(shape.Rows));
}

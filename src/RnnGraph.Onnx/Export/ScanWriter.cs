using RnnGraph.Graphs;
using RnnGraph.Onnx.Format;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>Writes a scan as ONNX's Scan: carried values are its loop variables, what is read at every step its scan inputs. What is the same at every step is taken from the graph around it.</summary>
internal sealed class ScanWriter : IValues
{
    private readonly GraphWriter _graph;
    private readonly GraphNode _scan;
    private readonly HashSet<GraphNode> _body;
    private readonly Dictionary<GraphNode, Value> _values = [];
    private readonly List<ValueMessage> _reads = [];
    private readonly List<string> _sources = [];
    private readonly Dictionary<string, string> _readOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _results = new(StringComparer.Ordinal);

    private ScanWriter(GraphWriter graph, GraphNode scan)
    {
        (_graph, _scan) = (graph, scan);
        _body = [.. scan.Scan!.Body];
        Block = new(graph.Draft);
    }

    /// <inheritdoc/>
    public Block Block { get; }

    /// <summary>Writes it.</summary>
    /// <param name="graph">The model's graph.</param>
    /// <param name="scan">The scan's node.</param>
    /// <param name="results">What is read of it.</param>
    /// <returns>The value of each of <paramref name="results"/>.</returns>
    public static IEnumerable<(GraphNode Result, Value Value)> Write(GraphWriter graph, GraphNode scan, IReadOnlyCollection<GraphNode> results) => new ScanWriter(graph, scan).Write(results);

    /// <inheritdoc/>
    public string NameOf(GraphNode node) => _graph.NameOf(node);

    /// <inheritdoc/>
    public Value Of(GraphNode node)
    {
        node = Evaluation.Of(node);
        if (!_body.Contains(node))
            return _graph.Of(node);
        foreach (var next in OpForms.Order(node, each => _body.Contains(each) && !_values.ContainsKey(each)))
            _values[next] = Write(next);
        return _values[node];
    }

    /// <inheritdoc/>
    public Value IndexOf(GraphNode node) =>
        !_body.Contains(node) ? _graph.IndexOf(node)
        : node.Op == StructureOps.Read ? Read(_graph.IndexOf(node.Operands[0]), node.Name + ".index", ElementType.Int64, [])
        : _graph.IndexOf(this, node);

    /// <inheritdoc/>
    public Value? OneHotIndexOf(GraphNode node)
    {
        node = Evaluation.Of(node);
        return node.Op == BroadcastOps.OneHot ? IndexOf(node.Operands[0])
            : node.Op == StructureOps.Read && Evaluation.Of(node.Operands[0]) is { } read && read.Op == BroadcastOps.OneHot ? Read(_graph.IndexOf(read.Operands[0]), node.Name + ".index", ElementType.Int64, [])
            : null;
    }

    /// <inheritdoc/>
    public string Transposed(GraphNode matrix) => _graph.Transposed(matrix);

    /// <inheritdoc/>
    public Value Widen(Value value, Rows rows, string? axis) =>
        value.Rows >= rows ? value : new(Block.Add("Expand", value.Name + ".rows", [value.Name, _graph.RowsShape(Rows.Batch, null)]), Rows.Batch);

    private IEnumerable<(GraphNode, Value)> Write(IReadOnlyCollection<GraphNode> results)
    {
        var (draft, scan) = (_graph.Draft, _scan.Scan!);
        var starts = scan.Carried.Select(state => _graph.Widen(_graph.Of(state.Initial), Rows.Batch, null).Name).ToList();
        var states = scan.Carried.Select(state => Argument(state.Argument)).ToList();
        var mask = _graph.Mask(_scan.Axis!) is { } within ? Read(within, _scan.Name + ".within", ElementType.Bool, [new(1, null)]).Name : null;

        var finals = results.Where(result => result.Op == StructureOps.Final).ToLookup(result => result.Inner!);
        List<string> given = [.. scan.Carried.Select(state => finals[state.Argument].FirstOrDefault() is { } final ? _graph.NameOf(final) : draft.Claim(state.Argument.Name + ".last"))];
        var outputs = scan.Carried.Select(state => Result(Held(state, mask), state.Argument)).ToList();
        var stacks = results.Where(result => result.Op != StructureOps.Final).ToList();
        foreach (var stack in stacks)
        {
            var value = Widen(Of(stack.Inner!), Rows.Batch, null).Name;
            outputs.Add(Result(mask is null ? value : Block.Add("Where", value + ".within", [mask, value, draft.Number(0)]), stack.Inner!));
            given.Add(_graph.NameOf(stack));
        }

        // the body is whole: what it reads is known. A Scan that reads nothing has no number of steps.
        if (_reads.Count == 0)
            Read(new(_graph.Range(_scan.Axis!), Rows.Steps), _scan.Name + ".index", ElementType.Int64, null);
        var reversed = scan.Direction == Direction.Reverse;
        var body = new GraphMessage { Name = _scan.Name, Nodes = Block.Nodes, Inputs = [.. states, .. _reads], Outputs = outputs };
        List<(string, object)> attributes = [("body", body), ("num_scan_inputs", (long)_reads.Count)];
        if (reversed)
            attributes.Add(("scan_input_directions", Enumerable.Repeat(1L, _reads.Count).ToArray()));
        if (reversed && stacks.Count > 0)
            attributes.Add(("scan_output_directions", Enumerable.Repeat(1L, stacks.Count).ToArray()));
        _graph.Block.Add("Scan", [.. starts, .. _sources], given, [.. attributes]);

        foreach (var (state, name) in scan.Carried.Zip(given))
        {
            foreach (var final in finals[state.Argument])
                yield return (final, new(name, Rows.Batch));
        }

        foreach (var (stack, name) in stacks.Zip(given.Skip(scan.Carried.Count)))
            yield return (stack, new(name, Rows.Steps));
    }

    private Value Write(GraphNode node) =>
        Evaluation.Number(node) is { } number ? new(_graph.Draft.Numbers(number, node.Shape.Rows.Evaluate()), Rows.One)
        : node.Op == StructureOps.Read ? Read(_graph.Of(node.Operands[0]), node.Name, _graph.Draft.Type, [new(node.Shape.Rows.Evaluate(), null)])
        : node.Op is StepRow ? StepForms.Write(_graph, this, node, Read(_graph.StepIndices(_scan.Axis!), _scan.Name + ".index", ElementType.Int64, null).Name)
        : OpForms.Write(new(_graph.Draft, this, node));

    /// <summary>A carried value after the step: beyond a sequence's length as it was.</summary>
    private string Held(Carried state, string? mask)
    {
        var next = Widen(Of(state.Next), Rows.Batch, null).Name;
        return mask is null ? next : Block.Add("Where", next + ".held", [mask, next, _values[state.Argument].Name]);
    }

    /// <summary>An outer value at this step; what is the same at every step, as it is.</summary>
    /// <param name="outer">The value.</param>
    /// <param name="wanted">What it should be called within.</param>
    /// <param name="type">Its elements.</param>
    /// <param name="features">The extents behind the batch; null for one number for all of the batch.</param>
    private Value Read(Value outer, string wanted, ElementType type, IReadOnlyList<OnnxExtent>? features)
    {
        if (outer.Rows != Rows.Steps)
            return outer;
        if (!_readOf.TryGetValue(outer.Name, out var name))
        {
            _readOf[outer.Name] = name = _graph.Draft.Claim(wanted);
            _reads.Add(GraphWriter.Declare(name, type, features is null ? [] : [GraphWriter.BatchExtent, .. features]));
            _sources.Add(outer.Name);
        }

        return new(name, features is null ? Rows.One : Rows.Batch);
    }

    private ValueMessage Argument(GraphNode argument)
    {
        var name = _graph.NameOf(argument);
        _values[argument] = new(name, Rows.Batch);
        return Declared(name, argument);
    }

    private ValueMessage Declared(string name, GraphNode node) => GraphWriter.Declare(name, _graph.Draft.Type, [GraphWriter.BatchExtent, new(node.Shape.Rows.Evaluate(), null)]);

    /// <summary>A result of the body: each must be given by a node of its own.</summary>
    private ValueMessage Result(string value, GraphNode node) => Declared(_results.Add(value) && Block.Gives(value) ? value : Block.Add("Identity", value + ".result", [value]), node);
}

using RnnGraph.Graphs;
using RnnGraph.Onnx.Format;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>Writes the graph of a model: what its results need, in the order in which they need it.</summary>
internal sealed class GraphWriter : IValues
{
    /// <summary>What the extent of the batch is called.</summary>
    public static readonly OnnxExtent BatchExtent = new(null, "batch");

    /// <summary>What the extent of a time axis is called.</summary>
    public static OnnxExtent StepsExtent(string axis) => new(null, axis == BatchExtent.Name ? axis + ".steps" : axis);

    private readonly Dictionary<GraphNode, Value> _values = [];
    private readonly Dictionary<GraphNode, string> _names = [];
    private readonly Dictionary<GraphNode, string> _transposed = [];
    private readonly Dictionary<string, string> _extents = new(StringComparer.Ordinal);
    private readonly List<OnnxExportedScan> _scans = [];
    private readonly ModelInputs _inputs;
    private readonly NeededNodes _needed;
    private readonly OnnxExportOptions _options;
    private readonly Func<string, byte[]> _parameters;

    private GraphWriter(Graph graph, ElementType type, Func<string, byte[]> parameters, OnnxExportOptions options)
    {
        (_parameters, _options, Draft) = (parameters, options, new(type));
        Block = new(Draft);
        _needed = new NeededNodes(graph);
        foreach (var parameter in _needed.Nodes.Where(node => node.Op == StructureOps.Parameter))
            Draft.Claim(parameter.Name);
        _inputs = new(graph, _needed, this, options);
    }

    /// <summary>What all blocks share.</summary>
    public ModelDraft Draft { get; }

    /// <inheritdoc/>
    public Block Block { get; }

    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph, its sizes bound; it was checked.</param>
    /// <param name="type">Float or Double.</param>
    /// <param name="parameters">The bytes of the parameter of a name.</param>
    /// <param name="options">How.</param>
    public static (GraphMessage Message, OnnxExportReport Report) Write(Graph graph, ElementType type, Func<string, byte[]> parameters, OnnxExportOptions options)
    {
        var writer = new GraphWriter(graph, type, parameters, options);
        var outputs = writer.Outputs().ToList();
        var message = new GraphMessage { Name = graph.Name, Nodes = writer.Block.Nodes, Initializers = writer.Draft.Initializers, Inputs = [.. writer._inputs.Messages], Outputs = outputs };
        return (message, new(writer._scans, [.. message.Inputs.Select(input => input.Name)], [.. outputs.Select(output => output.Name)]));
    }

    /// <summary>Says of a value what it is.</summary>
    public static ValueMessage Declare(string name, ElementType type, IEnumerable<OnnxExtent> shape) =>
        new() { Name = name, Type = new() { Tensor = new() { Type = type, Shape = new() { Extents = [.. shape] } } } };

    /// <inheritdoc/>
    public string NameOf(GraphNode node) => _names.TryGetValue(node, out var name) ? name : Draft.Claim(node.Name);

    /// <inheritdoc/>
    public Value Of(GraphNode node)
    {
        node = Evaluation.Of(node);
        foreach (var next in OpForms.Order(node, each => !_values.ContainsKey(each)))
            _values[next] = Write(next);
        return _values[node];
    }

    /// <inheritdoc/>
    public Value IndexOf(GraphNode node) => node.Vocabulary is null ? IndexOf(this, node) : _inputs.Tokens(node);

    /// <summary>A token's index from a number.</summary>
    public Value IndexOf(IValues values, GraphNode node)
    {
        var number = values.Of(node);
        var index = values.Block.Add("Cast", number.Name + ".index", [number.Name], ("to", (long)ElementType.Int64));
        return new(values.Block.Add("Squeeze", number.Name + ".indices", [index, Draft.Integers(-1)]), number.Rows);
    }

    /// <inheritdoc/>
    public Value? OneHotIndexOf(GraphNode node) => Evaluation.Of(node) is { } vector && vector.Op == BroadcastOps.OneHot ? IndexOf(vector.Operands[0]) : null;

    /// <inheritdoc/>
    public string Transposed(GraphNode matrix)
    {
        matrix = Evaluation.Of(matrix);
        if (!_transposed.TryGetValue(matrix, out var name))
            _transposed[matrix] = name = Block.Add("Transpose", matrix.Name + ".transposed", [Of(matrix).Name], ("perm", (long[])[1, 0]));
        return name;
    }

    /// <inheritdoc/>
    public Value Widen(Value value, Rows rows, string? axis) =>
        value.Rows >= rows ? value : new(Block.Add("Expand", value.Name + ".rows", [value.Name, RowsShape(rows, axis)]), rows);

    /// <summary>The bytes of a parameter.</summary>
    public byte[] Values(GraphNode parameter) => _parameters(parameter.Name);

    /// <summary>The lengths of the sequences along a time axis, 32 bit, [batch]; null where the model doesn't take any.</summary>
    public string? Lengths(string axis) => _inputs.Lengths(axis);

    /// <summary>The shape of all axes but the last, which is 1: [batch, 1] or [time, batch, 1].</summary>
    public string RowsShape(Rows rows, string? axis) => Once(rows == Rows.Steps ? axis + ".shape" : "/batch.shape", wanted =>
        Block.Add("Concat", wanted, [.. rows == Rows.Steps ? [_inputs.Steps(axis!)] : Array.Empty<string>(), _inputs.Batch, Draft.Integers(1)], ("axis", 0L)));

    /// <summary>0, 1, … along a time axis.</summary>
    public string Range(string axis) => Once(axis + ".range", wanted =>
        Block.Add("Range", wanted, [Draft.Integer(0), Block.Add("Squeeze", axis + ".count", [_inputs.Steps(axis), Draft.Integers(0)]), Draft.Integer(1)]));

    /// <summary>The steps' indices along a time axis, [time], 64 bit, as values of every step; with the steps that were done before, where the axis is the graph's first.</summary>
    public Value StepIndices(string axis) => new(Once(axis + ".index", wanted => _inputs.FirstStep(axis) is { } first ? Block.Add("Add", wanted, [Range(axis), first]) : Range(axis)), Rows.Steps);

    /// <summary>Whether each step is within its sequence, [time, batch, 1], as a value of every step; null where the model takes no lengths.</summary>
    public Value? Mask(string axis) => Within(axis) is not { } within ? null : new(Once(axis + ".within", wanted => Block.Add("Unsqueeze", wanted, [within, Draft.Integers(2)])), Rows.Steps);

    /// <summary>The same without an axis for features, [time, batch].</summary>
    public string? Within(string axis) => Lengths(axis) is not { } lengths ? null : Once(axis + ".within.rows", wanted =>
    {
        var index = Block.Add("Unsqueeze", axis + ".within.index", [Range(axis), Draft.Integers(1)]);
        var longs = Block.Add("Cast", axis + ".within.lengths", [lengths], ("to", (long)ElementType.Int64));
        return Block.Add("Less", wanted, [index, longs]);
    });

    private string Once(string wanted, Func<string, string> write)
    {
        if (!_extents.TryGetValue(wanted, out var name))
            _extents[wanted] = name = write(wanted);
        return name;
    }

    private Value Write(GraphNode node)
    {
        if (node.Inner is not null)
        {
            foreach (var (result, value) in WriteScan(node.Operands[0]))
                _values[result] = value;
            return _values[node];
        }

        return Evaluation.Number(node) is { } number ? new(Draft.Numbers(number, node.Shape.Rows.Evaluate()), Rows.One)
            : node.Op == StructureOps.Parameter ? new(Draft.Claimed(node.Name, Values(node), Extents(node)), Rows.One)
            : node.Op.Kind == OpKind.Leaf && node.Op != BroadcastOps.ReciprocalSize ? _inputs.Of(node)
            : OpForms.Write(new(Draft, this, node));
    }

    private List<(GraphNode Result, Value Value)> WriteScan(GraphNode scan)
    {
        var results = _needed.ResultsOf(scan);
        var match = _options.UseOperators ? OperatorMatch.Of(scan, results) : null;
        List<(GraphNode, Value)> written = [.. match is null ? ScanWriter.Write(this, scan, results) : OperatorWriter.Write(this, scan, match, results)];

        // behind those that it reads, which were written on the way
        _scans.Add(new(scan.Name, match is null ? "Scan" : match.Kind.ToString().ToUpperInvariant(), scan.Axis!, scan.Scan!.Direction == Direction.Reverse));
        return written;
    }

    private static long[] Extents(GraphNode parameter) =>
        parameter.Shape.IsMatrix ? [parameter.Shape.Rows.Evaluate(), parameter.Shape.Columns.Evaluate()] : [parameter.Shape.Rows.Evaluate()];

    // What a scan gives takes an output's name itself; other values may still lack axes, or hold something beyond their length.
    private IEnumerable<ValueMessage> Outputs()
    {
        var outputs = _needed.Results.Select(result => (Result: result, Node: Evaluation.Of(result.Node), Name: Draft.Claim(NeededNodes.NameOf(result)))).ToList();
        foreach (var (_, node, name) in outputs)
            _names.TryAdd(node, node.Inner is not null ? name : node.Name == name ? Draft.Claim(name + ".value") : Draft.Claim(node.Name));
        foreach (var (result, node, name) in outputs)
        {
            var (rows, axis) = (result.Node.Space == Space.Step ? Rows.Steps : Rows.Batch, result.Node.Axis);
            var value = Widen(Of(node), rows, axis).Name;
            if (value != name && node.Inner is null && axis is not null && Mask(axis) is { } within)
                Block.Add("Where", [within.Name, value, Draft.Number(0)], [name]);
            else if (value != name)
                Block.Add("Identity", [value], [name]);
            yield return Declare(name, Draft.Type, [.. axis is null ? [] : new[] { StepsExtent(axis) }, BatchExtent, new(result.Node.Shape.Rows.Evaluate(), null)]);
        }
    }
}

using RnnGraph.Graphs;
using RnnGraph.Onnx.Format;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>What a model takes: the definition's inputs under their names, then what a run says of its extents and lengths, then the states that it begins with.</summary>
internal sealed class ModelInputs
{
    private readonly Graph _graph;
    private readonly GraphWriter _writer;
    private readonly OnnxExportOptions _options;
    private readonly Dictionary<GraphNode, string> _leaves = [];
    private readonly Dictionary<GraphNode, ValueMessage> _states = [];
    private readonly SortedDictionary<string, ValueMessage> _ofRun = new(StringComparer.Ordinal);
    private readonly List<ValueMessage> _leafMessages = [];
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<GraphNode, string> _tokens = [];
    private string? _batch;

    public ModelInputs(Graph graph, NeededNodes needed, GraphWriter writer, OnnxExportOptions options)
    {
        (_graph, _writer, _options) = (graph, writer, options);
        foreach (var leaf in needed.Nodes.Where(node => node.Op == StructureOps.Input || node.Op == StructureOps.Vector || node.Vocabulary is not null))
        {
            var name = _leaves[leaf] = writer.Draft.Claim(leaf.Name);
            OnnxExtent[] rows = leaf.Axis is null ? [GraphWriter.BatchExtent] : [GraphWriter.StepsExtent(leaf.Axis), GraphWriter.BatchExtent];
            _leafMessages.Add(leaf.Vocabulary is null
                ? GraphWriter.Declare(name, writer.Draft.Type, [.. rows, new(Features(leaf), null)])
                : GraphWriter.Declare(name, ElementType.Int64, rows));
        }
    }

    /// <summary>The inputs as the model declares them.</summary>
    public IEnumerable<ValueMessage> Messages => [.. _leafMessages, .. _ofRun.Values, .. _graph.Nodes.Where(_states.ContainsKey).Select(node => _states[node])];

    /// <summary>How many sequences there are, [1]: read off the first input, else an input itself.</summary>
    public string Batch => _batch ??= _leaves.Keys.FirstOrDefault() is { } leaf
        ? _writer.Block.Add("Shape", "batch", [_leaves[leaf]], ("start", leaf.Axis is null ? 0L : 1L), ("end", leaf.Axis is null ? 1L : 2L))
        : OfRun("batch.size", ElementType.Int64, new OnnxExtent(1, null));

    /// <summary>How many steps a time axis has, [1]: read off the first input along it, else an input itself.</summary>
    public string Steps(string axis)
    {
        if (!_steps.TryGetValue(axis, out var name))
        {
            _steps[axis] = name = _leaves.Keys.FirstOrDefault(leaf => leaf.Axis == axis) is { } leaf
                ? _writer.Block.Add("Shape", axis, [_leaves[leaf]], ("start", 0L), ("end", 1L))
                : OfRun(axis + ".steps", ElementType.Int64, new OnnxExtent(1, null));
        }

        return name;
    }

    /// <summary>The lengths of the sequences along an axis, [batch]; null where the model takes none.</summary>
    public string? Lengths(string axis) => _options.Lengths ? OfRun(axis == TimeAxis.Default ? "lengths" : axis + ".lengths", ElementType.Int32, GraphWriter.BatchExtent) : null;

    /// <summary>How many steps of the sequences were run before, without axes; null for an axis on which they don't count.</summary>
    public string? FirstStep(string axis)
    {
        if (axis != _graph.Axes.FirstOrDefault())
            return null;
        var isNew = !_named.ContainsKey("steps.done");
        var name = OfRun("steps.done", ElementType.Int64);
        if (isNew && !_options.RequireStates)
            _writer.Draft.Integer(name, 0);
        return name;
    }

    /// <summary>Tokens, indices without an axis for their one feature: as they are given, but 0 beyond a sequence's length, where anything may stand.</summary>
    public Value Tokens(GraphNode leaf)
    {
        if (!_tokens.TryGetValue(leaf, out var name))
        {
            _tokens[leaf] = name = leaf.Axis is { } axis && _writer.Within(axis) is { } within
                ? _writer.Block.Add("Where", _leaves[leaf] + ".within", [within, _leaves[leaf], _writer.Draft.Integer(0)])
                : _leaves[leaf];
        }

        return new(name, RowsOf(leaf));
    }

    /// <summary>The value of a leaf.</summary>
    public Value Of(GraphNode leaf)
    {
        if (!_leaves.TryGetValue(leaf, out var name))
            return State(leaf);
        if (leaf.Vocabulary is null)
            return new(name, RowsOf(leaf));
        var number = _writer.Block.Add("Cast", name + ".number", [Tokens(leaf).Name], ("to", (long)_writer.Draft.Type));
        return new(_writer.Block.Add("Unsqueeze", name + ".feature", [number, _writer.Draft.Integers(-1)]), RowsOf(leaf));
    }

    /// <summary>Where a state begins: an input; unless it must be given, one with a default, a row for all sequences.</summary>
    private Value State(GraphNode leaf)
    {
        var (name, features) = (_writer.Draft.Claim(leaf.Name), Features(leaf));
        var rows = _options.RequireStates ? GraphWriter.BatchExtent : new(null, name + ".rows");
        _states[leaf] = GraphWriter.Declare(name, _writer.Draft.Type, [rows, new(features, null)]);

        // under its key too, though nothing reads it: whoever takes the weights out again finds all of them
        if (leaf.Op == StartOps.Start)
            _writer.Of(leaf.Operands[0]);
        if (_options.RequireStates)
            return new(name, Rows.Batch);
        _writer.Draft.Claimed(name, leaf.Op == StartOps.Start ? _writer.Values(Evaluation.Of(leaf.Operands[0])) : _writer.Draft.Bytes(0, features), 1, features);
        return new(_writer.Block.Add("Expand", name + ".start", [name, _writer.RowsShape(Rows.Batch, null)]), Rows.Batch);
    }

    private string OfRun(string wanted, ElementType type, params OnnxExtent[] shape)
    {
        if (!_named.TryGetValue(wanted, out var name))
        {
            _named[wanted] = name = _writer.Draft.Claim(wanted);
            _ofRun[wanted] = GraphWriter.Declare(name, type, shape);
        }

        return name;
    }

    private static int Features(GraphNode leaf) => leaf.Shape.Rows.Evaluate();

    private static Rows RowsOf(GraphNode leaf) => leaf.Axis is null ? Rows.Batch : Rows.Steps;
}

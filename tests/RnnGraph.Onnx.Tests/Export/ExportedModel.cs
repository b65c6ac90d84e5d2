using System.Numerics;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;

namespace RnnGraph.Onnx.Tests.Export;

/// <summary>A graph with random values, the model that it becomes, and what its interpretation in evaluation gives.</summary>
internal sealed class ExportedModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Graph _graph;
    private readonly GraphArguments _arguments;
    private readonly OnnxExportOptions _options;

    /// <summary>Draws the values.</summary>
    /// <param name="graph">The graph, its sizes bound.</param>
    /// <param name="arguments">Extents and lengths; what is missing is drawn here.</param>
    /// <param name="options">How the model is written.</param>
    public ExportedModel(Graph graph, GraphArguments arguments, OnnxExportOptions options)
    {
        (_graph, _arguments, _options) = (graph, arguments.Fill(graph, seed: 11), options);
        foreach (var start in graph.Nodes.Where(node => node.Op.Name == "start" && options.RequireStates))
            arguments.Given[start.Name] = [.. Enumerable.Range(0, arguments.Batch * Features(start)).Select(index => Math.Sin(index + 1))];
        if (!options.RequireStates)
            arguments.Given.Clear();
        foreach (var values in arguments.Inputs.Values.Concat(arguments.Given.Values).Concat(arguments.Parameters.Values))
            Round(values);
        arguments.Mode = Mode.Evaluate;
    }

    /// <summary>The parameters.</summary>
    public INamedParameters<T> Parameters => new Stored(_graph, _arguments);

    /// <summary>Writes the model.</summary>
    public OnnxExportReport Write(string path) => OnnxExport.Write(_graph, Parameters, path, _options);

    /// <summary>What to feed the model with.</summary>
    public Dictionary<string, OnnxTensor> Feeds(OnnxExportReport report)
    {
        var feeds = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        foreach (var name in report.Inputs)
        {
            if (_graph.Nodes.FirstOrDefault(node => node.Name == name) is { } leaf)
            {
                if (Values(leaf) is { } values)
                    feeds[name] = values;
            }
            else if (name.EndsWith("lengths", StringComparison.Ordinal))
            {
                feeds[name] = OnnxTensor.Create([.. _arguments.LengthsOf(name == "lengths" ? "time" : name[..^".lengths".Length])], _arguments.Batch);
            }
            else if (name.EndsWith(".steps", StringComparison.Ordinal))
            {
                feeds[name] = OnnxTensor.Create([(long)_arguments.StepsOf(name[..^".steps".Length])], 1);
            }
            else if (name == "batch.size")
            {
                feeds[name] = OnnxTensor.Create([(long)_arguments.Batch], 1);
            }
            else if (_options.RequireStates)
            {
                Assert.Equal("steps.done", name);
                feeds[name] = OnnxTensor.Create([_arguments.FirstStep]);
            }
        }

        return feeds;
    }

    /// <summary>Holds outputs against the interpretation; an error is a share of the value, or of 1 where that is smaller.</summary>
    public void Check(string about, IReadOnlyDictionary<string, OnnxTensor> outputs, double tolerance)
    {
        var expected = Interpreter.Run(_graph, _arguments);
        var results = _graph.Results.Where(result => result.Kind is ResultKind.Output or ResultKind.FinalState).ToList();
        Assert.Equal(results.Count, outputs.Count);
        foreach (var result in results)
        {
            var name = result.Kind == ResultKind.Output ? result.Name : result.Name + ".final";
            var (given, values) = (outputs[name], expected[result.Kind, result.Name]);
            int[] shape = [.. result.Node.Axis is { } axis ? [_arguments.StepsOf(axis)] : Array.Empty<int>(), _arguments.Batch, Features(result.Node)];
            Assert.Equal(shape, given.Shape.ToArray());
            double[] numbers = [.. ((OnnxTensor<T>)given).Values.ToArray().Select(double.CreateChecked)];
            for (var i = 0; i < values.Length; i++)
            {
                var error = Math.Abs(numbers[i] - values[i]) / Math.Max(1, Math.Abs(values[i]));
                Assert.True(numbers[i].Equals(values[i]) || error < tolerance, $"{about}: {name}[{i}] expected {values[i]}, was {numbers[i]}");
            }
        }
    }

    private static int Features(GraphNode node) => GraphSizes.Of(node.Shape.Rows);

    private static void Round(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = double.CreateChecked(T.CreateChecked(values[i]));
    }

    private static T[] Numbers(double[] values) => Array.ConvertAll(values, T.CreateChecked);

    private OnnxTensor? Values(GraphNode leaf)
    {
        int[] rows = leaf.Axis is { } axis ? [_arguments.StepsOf(axis), _arguments.Batch] : [_arguments.Batch];
        return leaf.Vocabulary is not null ? OnnxTensor.Create(Tokens(leaf), rows)
            : (_arguments.Inputs.GetValueOrDefault(leaf.Name) ?? _arguments.Given.GetValueOrDefault(leaf.Name)) is { } values ? OnnxTensor.Create(Numbers(values), [.. rows, Features(leaf)])
            : null;
    }

    // beyond a sequence's length what pads it, which is no token
    private long[] Tokens(GraphNode leaf) =>
    [
        .. _arguments.Tokens[leaf.Name].Select((token, at) =>
            _options.Lengths && leaf.Axis is { } axis && at / _arguments.Batch >= _arguments.LengthsOf(axis)[at % _arguments.Batch] ? (at % 2 == 0 ? -100 : GraphSizes.Of(leaf.Vocabulary!.Value)) : (long)token),
    ];

    private sealed class Stored(Graph graph, GraphArguments arguments) : INamedParameters<T>
    {
        public IReadOnlyList<string> Names => [.. arguments.Parameters.Keys];

        public IReadOnlyList<int> Shape(string name) =>
            graph.Nodes.Single(node => node.Name == name).Shape is var shape && shape.IsMatrix ? [GraphSizes.Of(shape.Rows), GraphSizes.Of(shape.Columns)] : [GraphSizes.Of(shape.Rows)];

        public void Read(string name, Span<T> rowMajor) => Numbers(arguments.Parameters[name]).CopyTo(rowMajor);

        public void Write(string name, ReadOnlySpan<T> rowMajor) => throw new NotSupportedException();
    }
}

/// <summary>Sizes that are bound, as numbers.</summary>
internal static class GraphSizes
{
    public static int Of(Size size) => int.Parse(size.ToString(), System.Globalization.CultureInfo.InvariantCulture);
}

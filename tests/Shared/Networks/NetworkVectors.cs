using System.Text.Json;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Ops;

namespace RnnGraph.Tests.Shared;

/// <summary>A file of vectors that PyTorch wrote for one network, by a plain restatement; scripts/vectors/networks.py says how.</summary>
internal sealed record NetworkVectors(string Network, Dictionary<string, int> Sizes, Dictionary<string, double[]> Parameters, NetworkCase[] Cases)
{
    // Both compute in double precision; sums of a few dozen terms of order 1 differ in their order.
    private const double Tolerance = 1e-12;

    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Reads a file.</summary>
    public static NetworkVectors Load(string path) =>
        JsonSerializer.Deserialize<NetworkVectors>(File.ReadAllText(path), Format) ?? throw new InvalidDataException($"{path} holds null");

    /// <summary>Asserts that the graph, interpreted, gives what PyTorch gave in a case: loss, every output, final state and gradient.</summary>
    /// <param name="graph">The network, its sizes those of the file.</param>
    /// <param name="at">Which case.</param>
    /// <returns>What was run.</returns>
    public GraphArguments AssertInterpreted(Graph graph, int at)
    {
        var (run, arguments) = (Cases[at], Arguments(graph, Cases[at]));
        var results = Interpreter.Run(Differentiation.Differentiate(graph), arguments);

        Assert.Equal(run.Loss, results.Loss, Tolerance);
        foreach (var (name, values) in run.Values)
        {
            AssertClose(values, results[Result(graph, name).Kind, name], name);
        }

        Assert.Equal(run.Gradients.Keys.Order(StringComparer.Ordinal), Leaves(graph).Order(StringComparer.Ordinal));
        foreach (var (name, values) in run.Gradients)
        {
            AssertClose(values, results.Contains(ResultKind.Gradient, name) ? results[ResultKind.Gradient, name] : new double[values.Length], "d." + name);
        }

        return arguments;
    }

    private GraphArguments Arguments(Graph graph, NetworkCase run)
    {
        var arguments = new GraphArguments(0, run.Batch);
        foreach (var (axis, lengths) in run.Lengths)
        {
            arguments.SetAxis(axis, lengths.Max(), lengths);
        }

        Copy(run.Tokens, arguments.Tokens);
        Copy(Parameters, arguments.Parameters);
        foreach (var (name, values) in run.Given)
        {
            var isState = graph.Nodes.Single(node => node.Name == name).Op == StructureOps.Given;
            (isState ? arguments.Given : arguments.Inputs)[name] = values;
        }

        foreach (var (name, values) in run.Weights)
        {
            (Result(graph, name).Node.Space == Space.Step ? arguments.Inputs : arguments.Given)["d." + name] = values;
        }

        return arguments;
    }

    private static void Copy<TValue>(Dictionary<string, TValue> from, Dictionary<string, TValue> to)
    {
        foreach (var (name, values) in from)
        {
            to[name] = values;
        }
    }

    private static GraphResult Result(Graph graph, string name) =>
        graph.Results.Single(result => result.Name == name && result.Kind is (ResultKind.Output or ResultKind.FinalState));

    private static IEnumerable<string> Leaves(Graph graph)
        => graph.Nodes.Where(node => node.Op == StructureOps.Input || node.Op == StructureOps.Vector || node.Op == StructureOps.Given || node.Op == StructureOps.Parameter).Select(node => node.Name);

    private static void AssertClose(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance, $"{what}[{i}]: PyTorch {expected[i]:G17}, graph {actual[i]:G17}.");
        }
    }
}

/// <summary>One run: what went in, what PyTorch says comes out, all row-major, time first.</summary>
internal sealed record NetworkCase(
    string Name,
    int Batch,
    Dictionary<string, int[]> Lengths,
    Dictionary<string, int[]> Tokens,
    Dictionary<string, double[]> Given,
    Dictionary<string, double[]> Weights,
    double Loss,
    Dictionary<string, double[]> Values,
    Dictionary<string, double[]> Gradients);

using System.Text.Json;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Ops;

namespace RnnGraph.Language.Tests.Networks;

/// <summary>Whole networks against PyTorch's autograd over a plain restatement, scripts/vectors/networks.py: loss, every output, final state and gradient.</summary>
public class NetworksAgainstTorchTests
{
    // Both compute in double precision; sums of a few dozen terms of order 1 differ in their order.
    private const double Tolerance = 1e-12;

    private static readonly Dictionary<string, Action<NetworkBuilder, Size, Size>> Networks = new(StringComparer.Ordinal)
    {
        ["translator"] = Translator.Define,
        ["tagger"] = Tagger.Define,
        ["classifier"] = Classifier.Define,
    };

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var name in Networks.Keys)
        {
            for (var at = 0; at < File(name).GetProperty("cases").GetArrayLength(); at++)
            {
                cases.Add(name, at);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_network_computes_what_PyTorch_computes(string name, int at)
    {
        var file = File(name);
        var (sizes, data) = (file.GetProperty("sizes"), file.GetProperty("cases")[at]);
        var graph = Recording.Network(net => Networks[name](net, sizes.GetProperty("n").GetInt32(), sizes.GetProperty("m").GetInt32()));

        var results = Interpreter.Run(Differentiation.Differentiate(graph), Arguments(graph, file, data));

        Assert.Equal(data.GetProperty("loss").GetDouble(), results.Loss, Tolerance);
        foreach (var value in data.GetProperty("values").EnumerateObject())
        {
            var kind = graph.Results.Single(result => result.Name == value.Name).Kind;
            AssertClose(Numbers(value.Value), results[kind, value.Name], value.Name);
        }

        var gradients = data.GetProperty("gradients").EnumerateObject().ToArray();
        Assert.Equal(gradients.Select(gradient => gradient.Name).Order(StringComparer.Ordinal), Leaves(graph).Order(StringComparer.Ordinal));
        foreach (var gradient in gradients)
        {
            AssertClose(Numbers(gradient.Value), results[ResultKind.Gradient, gradient.Name], "d." + gradient.Name);
        }
    }

    private static GraphArguments Arguments(Graph graph, JsonElement file, JsonElement data)
    {
        var arguments = new GraphArguments(0, data.GetProperty("batch").GetInt32());
        foreach (var axis in data.GetProperty("lengths").EnumerateObject())
        {
            int[] lengths = [.. axis.Value.EnumerateArray().Select(length => length.GetInt32())];
            arguments.SetAxis(axis.Name, lengths.Max(), lengths);
        }

        foreach (var tokens in data.GetProperty("tokens").EnumerateObject())
        {
            arguments.Tokens[tokens.Name] = [.. tokens.Value.EnumerateArray().Select(token => token.GetInt32())];
        }

        foreach (var parameter in file.GetProperty("parameters").EnumerateObject())
        {
            arguments.Parameters[parameter.Name] = Numbers(parameter.Value);
        }

        foreach (var given in data.GetProperty("given").EnumerateObject())
        {
            arguments.SlotOf(graph.Nodes.Single(node => node.Name == given.Name))![given.Name] = Numbers(given.Value);
        }

        foreach (var weight in data.GetProperty("weights").EnumerateObject())
        {
            var isPerStep = graph.Results.Single(result => result.Name == weight.Name).Node.Space == Space.Step;
            (isPerStep ? arguments.Inputs : arguments.Given)["d." + weight.Name] = Numbers(weight.Value);
        }

        return arguments;
    }

    private static IEnumerable<string> Leaves(Graph graph)
        => graph.Nodes.Where(node => node.Op == StructureOps.Input || node.Op == StructureOps.Vector || node.Op == StructureOps.Given || node.Op == StructureOps.Parameter).Select(node => node.Name);

    private static JsonElement File(string name)
        => JsonDocument.Parse(System.IO.File.ReadAllText(Repository.PathTo("tests", "RnnGraph.Language.Tests", "Vectors", name + ".json"))).RootElement;

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static void AssertClose(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance, $"{what}[{i}]: PyTorch {expected[i]:G17}, graph {actual[i]:G17}.");
        }
    }
}

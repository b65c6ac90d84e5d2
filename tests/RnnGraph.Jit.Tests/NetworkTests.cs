using System.Numerics;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Jit.Tests;

/// <summary>Networks compiled at run time against what their graphs mean: losses, outputs, states and every gradient.</summary>
public class NetworkTests
{
    private static readonly RuntimeCompiler Compiler = new();

    [Theory]
    [MemberData(nameof(NetworkCatalogue.Names), MemberType = typeof(NetworkCatalogue))]
    public void A_network_in_double_gives_what_its_graph_means(string name) => Check<double>(name, Comparison.DoubleTolerance);

    [Theory]
    [MemberData(nameof(NetworkCatalogue.Names), MemberType = typeof(NetworkCatalogue))]
    public void A_network_in_float_gives_what_its_graph_means(string name) => Check<float>(name, Comparison.SingleTolerance);

    [Fact]
    public void Sizes_that_are_bound_are_not_asked_for()
    {
        var bound = Compiler.CompileNetwork<double>(NetworkCatalogue.Symbolic("stacked"), NetworkCatalogue.Sizes);
        Assert.Empty(bound.SizeNames);
        Compare("bound", bound.Create(), NetworkCatalogue.Bound("stacked"), Comparison.DoubleTolerance);
    }

    [Fact]
    public void A_causal_network_runs_step_by_step_and_another_does_not()
    {
        Assert.IsAssignableFrom<CausalNetwork<float>>(Compiler.CompileNetwork<float>(NetworkCatalogue.Symbolic("in step")).Create(2, 3));
        Assert.IsNotAssignableFrom<IStreaming<float>>(Compiler.CompileNetwork<float>(NetworkCatalogue.Symbolic("bidirectional")).Create(2, 3));
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        var graph = NetworkCatalogue.Symbolic("in step");
        Assert.Contains("is differentiated", Assert.Throws<ArgumentException>(() => Compiler.CompileNetwork<float>(Differentiation.Differentiate(graph))).Message, StringComparison.Ordinal);
        Assert.Contains("no value was given for m", Assert.Throws<ArgumentException>(() => Compiler.CompileNetwork<float>(graph, new Dictionary<string, int> { ["n"] = 2 })).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Compiler.CompileNetwork<Half>(graph));
    }

    private static void Check<T>(string name, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var compiled = Compiler.CompileNetwork<T>(NetworkCatalogue.Symbolic(name));
        foreach (var (n, m) in new[] { (2, 3), (Vector<T>.Count + 1, (2 * Vector<T>.Count) + 1) })
            Compare($"{name} {n} {m}", compiled.Create(n, m), NetworkCatalogue.Bound(name, n, m), tolerance);
    }

    private static void Compare<T>(string about, RecurrentNetwork<T> network, Graph graph, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var adjoint = Differentiation.Differentiate(graph);
        foreach (var (time, source) in new[] { (new[] { 3, 3, 3 }, new[] { 4, 4, 4 }), ([4, 0, 2], [1, 5, 0]), ([0, 0, 0], [2, 2, 2]) })
        {
            var arguments = new GraphArguments(time.Max(), 3, time).SetAxis("source", source.Max(), source).Fill(adjoint, seed: 5, range: 0.7);
            new NetworkCheck<T>(network, adjoint, arguments, tolerance).Run($"{about}, lengths {string.Join(' ', time)}");
        }
    }
}

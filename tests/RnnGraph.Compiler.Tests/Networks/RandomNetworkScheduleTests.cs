using RnnGraph.Compiler.Interpretation;
using RnnGraph.Differentiating;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>Random networks through lowering, against the reference interpretation: scans started from others, pooled, reversed, joined, with losses.</summary>
public class RandomNetworkScheduleTests
{
    /// <summary>How many networks a run draws; the long run sets the environment variable (see CONTRIBUTING).</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RNNGRAPH_RANDOM_CELLS"), out var count) ? count : 200;

    [Fact]
    public void Training_gives_what_the_graph_means() => RandomNetworks.ForAll(Count, Train);

    [Fact]
    public void Evaluation_gives_what_the_graph_means() => RandomNetworks.ForAll(Count, network =>
    {
        var graph = NetworkCatalogue.Bound(network.Define);
        foreach (var run in NetworkScheduleTests.Runs())
        {
            var arguments = run.Arguments().Fill(graph, seed: 11);
            ScheduleTests.AssertSame(Interpreter.Run(graph, arguments), ScheduleInterpreter.Run(graph, arguments, isTraining: false));
        }
    });

    private static void Train(RandomNetwork network)
    {
        var graph = NetworkCatalogue.Bound(network.Define);
        var adjoint = Differentiation.Differentiate(graph);
        foreach (var run in NetworkScheduleTests.Runs())
        {
            var arguments = run.Arguments().Fill(adjoint, seed: 7);
            ScheduleTests.AssertSame(Interpreter.Run(adjoint, arguments), ScheduleInterpreter.Run(graph, arguments, isTraining: true));
        }
    }
}

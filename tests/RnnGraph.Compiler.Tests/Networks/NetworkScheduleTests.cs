using RnnGraph.Compiler.Interpretation;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;

namespace RnnGraph.Compiler.Tests.Networks;

/// <summary>Schedules of networks over their planned slots against the reference interpretation of the same graph.</summary>
public class NetworkScheduleTests
{
    /// <summary>All networks.</summary>
    public static TheoryData<string> Names => NetworkCatalogue.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_gives_what_the_graph_means(string name)
    {
        var network = NetworkCatalogue.Bound(name);
        var adjoint = Differentiation.Differentiate(network);
        foreach (var run in Runs())
        {
            var arguments = run.Arguments().Fill(adjoint, seed: 7);
            ScheduleTests.AssertSame(Interpreter.Run(adjoint, arguments), ScheduleInterpreter.Run(network, arguments, isTraining: true));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluation_gives_what_the_graph_means(string name)
    {
        var network = NetworkCatalogue.Bound(name);
        foreach (var run in Runs())
        {
            var arguments = run.Arguments().Fill(network, seed: 11);
            ScheduleTests.AssertSame(Interpreter.Run(network, arguments), ScheduleInterpreter.Run(network, arguments, isTraining: false));
        }
    }

    /// <summary>Steps along both axes that the catalogue uses, ragged lengths, runs that carry others on, and no steps at all along one, the other, or both.</summary>
    internal static IEnumerable<NetworkRun> Runs() =>
    [
        new(3, null, 4, null),
        new(4, [4, 0, 2], 5, [1, 5, 0], FirstStep: 3),
        new(5, null, 3, [3, 2, 0], FirstStep: 1),
        new(0, null, 2, null),
        new(2, null, 0, null),
        new(0, null, 0, null),
    ];

    /// <summary>The steps and lengths of one run.</summary>
    internal sealed record NetworkRun(int Steps, int[]? Lengths, int SourceSteps, int[]? SourceLengths, long FirstStep = 0)
    {
        /// <summary>Lengths are those of the first rows; the rest have all steps.</summary>
        public GraphArguments Arguments(int batch = 3) => new GraphArguments(Steps, batch, Of(Lengths, Steps, batch)) { FirstStep = FirstStep }.SetAxis("source", SourceSteps, Of(SourceLengths, SourceSteps, batch));

        private static int[]? Of(int[]? lengths, int steps, int batch) => lengths is null ? null : [.. Enumerable.Range(0, batch).Select(row => row < lengths.Length ? lengths[row] : steps)];
    }
}

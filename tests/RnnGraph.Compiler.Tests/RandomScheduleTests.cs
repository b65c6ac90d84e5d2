using RnnGraph.Compiler.Interpretation;
using RnnGraph.Differentiating;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Compiler.Tests;

/// <summary>Random cells through lowering, against the reference interpretation: faults of fusion, aliasing and recomputation fail here.</summary>
public class RandomScheduleTests
{
    /// <summary>How many cells a run draws; the long run sets the environment variable (see CONTRIBUTING).</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RNNGRAPH_RANDOM_CELLS"), out var count) ? count : 300;

    [Fact]
    public void Training_gives_what_the_graph_means() => RandomCells.ForAll(Count, cell =>
    {
        var graph = Recording.Bound(cell.Define, 2, 3);
        var adjoint = Differentiation.Differentiate(graph);
        var arguments = GraphArguments.Uniform(adjoint, steps: 3, batch: 2, seed: 3, lengths: [3, 2]);
        ScheduleTests.AssertSame(Interpreter.Run(adjoint, arguments), ScheduleInterpreter.Run(graph, arguments, isTraining: true));
    });

    [Fact]
    public void Evaluation_gives_what_the_graph_means() => RandomCells.ForAll(Count, cell =>
    {
        var graph = Recording.Bound(cell.Define, 2, 3);
        var arguments = GraphArguments.Uniform(graph, steps: 3, batch: 2, seed: 5, lengths: [1, 3]);
        ScheduleTests.AssertSame(Interpreter.Run(graph, arguments), ScheduleInterpreter.Run(graph, arguments, isTraining: false));
    });
}

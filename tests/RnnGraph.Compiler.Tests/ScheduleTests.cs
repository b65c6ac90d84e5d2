using RnnGraph.Compiler.Interpretation;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;

namespace RnnGraph.Compiler.Tests;

/// <summary>Schedules over their planned slots against the reference interpretation of the same graph.</summary>
public class ScheduleTests
{
    /// <summary>Both compute in double precision; they differ in the order of sums alone.</summary>
    private const double Tolerance = 1e-12;

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Training_gives_what_the_graph_means(string name)
    {
        foreach (var (steps, lengths) in Runs())
        {
            var cell = Bound(name);
            var adjoint = Differentiation.Differentiate(cell);
            var arguments = GraphArguments.Uniform(adjoint, steps, batch: 3, seed: 7, lengths);
            AssertSame(Interpreter.Run(adjoint, arguments), ScheduleInterpreter.Run(cell, arguments, isTraining: true));
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Evaluation_gives_what_the_graph_means(string name)
    {
        foreach (var (steps, lengths) in Runs())
        {
            var cell = Bound(name);
            var arguments = GraphArguments.Uniform(cell, steps, batch: 3, seed: 11, lengths);
            AssertSame(Interpreter.Run(cell, arguments), ScheduleInterpreter.Run(cell, arguments, isTraining: false));
        }
    }

    internal static void AssertSame(GraphResults expected, Dictionary<(ResultKind Kind, string Name), double[]> actual)
    {
        Assert.Equal(expected.Keys.OrderBy(key => key), actual.Keys.OrderBy(key => key));
        foreach (var (kind, name) in expected.Keys)
        {
            var (want, have) = (expected[kind, name], actual[(kind, name)]);
            var scale = want.Select(Math.Abs).DefaultIfEmpty(0).Max();
            Assert.Equal(want.Length, have.Length);
            for (var index = 0; index < want.Length; index++)
            {
                Assert.True(Math.Abs(want[index] - have[index]) <= Tolerance * Math.Max(1, scale), $"{kind} {name}[{index}]: expected {want[index]}, was {have[index]}");
            }
        }
    }

    private static Graph Bound(string name) =>
        Recording.Symbolic(Catalogue.All[name]).Bind(new Dictionary<string, int> { ["input"] = 3, ["hidden"] = 5 });

    private static IEnumerable<(int Steps, int[]? Lengths)> Runs() =>
    [
        (0, null),
        (1, null),
        (4, null),
        (5, [5, 0, 2]),
    ];
}

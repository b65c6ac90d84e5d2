using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Tests.Shared;
using RnnGraph.Text;

namespace RnnGraph.Compiler.Tests;

/// <summary>Each pass by its text in and out, and by what it must keep: the meaning of the graph.</summary>
public class PassTests
{
    /// <summary>The passes, in the order of the pipeline.</summary>
    public static TheoryData<string> Passes => [.. All.Keys];

    private static Dictionary<string, Func<Graph, Graph>> All { get; } = new(StringComparer.Ordinal)
    {
        ["gather-products"] = ProductSums.GatherProducts,
        ["split-scans"] = Fission.SplitScans,
        ["recompute"] = Recomputation.RecomputeCheapValues,
        ["merge"] = CommonSubexpressions.Merge,
        ["fill-gaps"] = DueMasks.FillGaps,
        ["write-out"] = Materialization.WriteOut,
    };

    [Theory]
    [MemberData(nameof(Passes))]
    public void A_pass_keeps_the_meaning_of_a_random_graph(string pass) => RandomCells.ForAll(60, cell =>
    {
        var graph = Differentiation.Differentiate(Recording.Bound(cell.Define, 2, 3));
        foreach (var earlier in All.TakeWhile(p => p.Key != pass))
        {
            graph = earlier.Value(graph);
        }

        var changed = All[pass](graph);
        GraphVerifier.Verify(changed);

        // Full lengths: what leaves a scan is no longer masked by it, but where the runtime imports and exports; ScheduleTests have ragged ones.
        var arguments = GraphArguments.Uniform(graph, steps: 3, batch: 2, seed: 9);
        var (expected, actual) = (Interpreter.Run(graph, arguments), Interpreter.Run(changed, arguments));
        ScheduleTests.AssertSame(expected, actual.Keys.ToDictionary(key => key, key => actual[key.Kind, key.Name]));
    });

    [Fact]
    public void What_a_sum_with_products_adds_twice_counts_twice()
    {
        var graph = Recording.Bound(
            (cell, input, hidden) =>
            {
                var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
                cell.Next(h, Op.Tanh(cell.Dense("n", hidden, x) + h + h));
                cell.Output("y", h.Next);
            },
            input: 2,
            hidden: 3);
        var arguments = GraphArguments.Uniform(graph, steps: 3, batch: 2, seed: 9);
        var (expected, actual) = (Interpreter.Run(graph, arguments), Interpreter.Run(ProductSums.GatherProducts(graph), arguments));
        ScheduleTests.AssertSame(expected, actual.Keys.ToDictionary(key => key, key => actual[key.Kind, key.Name]));
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru-reset-before")]
    public Task Pipeline_gives_this_graph(string name) =>
        Verifier.Verify(GraphText.Print(Pipeline.Prepare(Recording.Symbolic(Catalogue.All[name])))).UseParameters(name);

    [Theory]
    [InlineData("lstm")]
    [InlineData("lstm-torch")]
    [InlineData("peephole")]
    [InlineData("gru-reset-before")]
    [InlineData("gru-torch")]
    public Task Lowering_gives_this_schedule(string name) =>
        Verifier.Verify(ScheduleText.Print(GraphLowering.Lower(Pipeline.Prepare(Recording.Symbolic(Catalogue.All[name]))))).UseParameters(name);

    [Fact]
    public void Two_values_in_one_place_never_live_at_one_time() => RandomCells.ForAll(150, cell =>
    {
        var schedule = GraphLowering.Lower(Pipeline.Prepare(Recording.Symbolic(cell.Define)));
        foreach (var place in schedule.Values.Where(value => value.Birth < int.MaxValue && value.Place!.Value.Slot.Train == Window.Steps).GroupBy(value => value.Place!.Value))
        {
            foreach (var (first, second) in place.OrderBy(value => value.Birth).Zip(place.OrderBy(value => value.Birth).Skip(1)))
            {
                Assert.True(first.Death <= second.Birth, $"{first} lives until {first.Death}, {second} from {second.Birth} in {place.Key}");
            }
        }
    });

    [Fact]
    public void Slots_are_shared_only_by_values_of_one_size() => RandomCells.ForAll(150, cell =>
    {
        var schedule = GraphLowering.Lower(Pipeline.Prepare(Recording.Symbolic(cell.Define)));
        Assert.All(schedule.Values, value => Assert.Equal(value.Features, value.Place!.Value.Slot.Features));
    });

    [Fact]
    public void The_same_text_gives_the_same_files()
    {
        var text = GraphText.Print(Recording.Symbolic(Catalogue.All["peephole"]));
        var target = new CellTarget("Peephole", "Some.Cells");
        var first = CellCompiler.Emit(text, target);
        var second = CellCompiler.Emit(text, target);
        Assert.Equal(first.Select(file => (file.Suffix, file.Source)), second.Select(file => (file.Suffix, file.Source)));
        Assert.All(first, file => Assert.DoesNotContain("\r", file.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void More_than_one_body_can_hold_is_refused_with_its_number()
    {
        static void Define(CellBuilder cell, Size input, Size hidden)
        {
            var h = cell.State("h", hidden);
            var value = Op.Tanh(cell.Affine("g", hidden, cell.Input("x", input), h));
            for (var i = 0; i < 400; i++)
            {
                value = Op.Tanh(value + h);
            }

            cell.Next(h, value);
            cell.Output("y", h.Next);
        }

        var error = Assert.Throws<CompilationBudgetException>(() => CellCompiler.Emit(GraphText.Print(Recording.Symbolic(Define)), new CellTarget("Deep")));
        Assert.Equal("RNN5001", error.Id);
        Assert.Contains("300", error.Message, StringComparison.Ordinal);
    }
}

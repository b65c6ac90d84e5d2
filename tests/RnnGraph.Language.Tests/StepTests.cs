using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

public class StepTests
{
    private const string Counting = """
        graph Counting()
          x = input [1]
          s = given [1]
          scan = scan forward
            s.previous = carried(s, s.next) [1]
            x.now = read(x) [1]
            y.1 = step-index [1]
            y.2 = due(3) [1]
            s.next = add(s.previous, y.2) [1]
            y = add(x.now, y.1) [1]
          y.steps = stack(scan, y) [1]
          s.final = final(scan, s.previous) [1]
          output y = y.steps
          state s = s.final

        """;

    [Theory]
    [InlineData(0, new double[] { 0, 1, 2, 3, 4 }, 2)]
    [InlineData(2, new double[] { 2, 3, 4, 5, 6 }, 2)]
    [InlineData(3_000_000_000, new double[] { 3e9, 3e9 + 1, 3e9 + 2, 3e9 + 3, 3e9 + 4 }, 2)]
    public void Steps_are_counted_from_where_the_run_begins(long first, double[] expected, double due)
    {
        var arguments = new GraphArguments(steps: 5, batch: 1) { FirstStep = first, Inputs = { ["x"] = new double[5] } };

        var results = Interpreter.Run(GraphText.Parse(Counting), arguments);

        Assert.Equal(expected, results[ResultKind.Output, "y"]);
        Assert.Equal([due], results[ResultKind.FinalState, "s"]);
    }

    [Fact]
    public void A_reversed_scan_counts_as_a_forward_one_does()
    {
        var reversed = GraphText.Parse(Counting.Replace("scan forward", "scan reverse", StringComparison.Ordinal));

        var results = Interpreter.Run(reversed, new GraphArguments(steps: 4, batch: 3, lengths: [4, 0, 2]) { Inputs = { ["x"] = new double[12] } });

        Assert.Equal([0, 0, 0, 1, 0, 1, 2, 0, 0, 3, 0, 0], results[ResultKind.Output, "y"]);
        Assert.Equal([2, 0, 1], results[ResultKind.FinalState, "s"]);
    }

    [Fact]
    public void Steps_of_earlier_runs_count_along_the_first_axis_alone()
    {
        var net = new NetworkBuilder();
        foreach (var axis in new[] { net.Time("first"), net.Time("second") })
        {
            var x = net.Input("x_" + axis.Name, 1, axis);
            net.Output(axis.Name, net.Scan("scan_" + axis.Name, cell => cell.Output("y", cell.Input("x", 1) + cell.StepIndex), x)["y"]);
        }

        var arguments = new GraphArguments(steps: 3, batch: 1) { FirstStep = 5, Inputs = { ["x_first"] = new double[3], ["x_second"] = new double[3] } };
        var results = Interpreter.Run(net.Build("Counting"), arguments);

        Assert.Equal([5, 6, 7], results[ResultKind.Output, "first"]);
        Assert.Equal([0, 1, 2], results[ResultKind.Output, "second"]);
    }

    [Fact]
    public void A_block_that_is_not_due_keeps_its_state_and_its_gradient()
    {
        var cell = new CellBuilder();
        var (x, h) = (cell.Input("x", 1), cell.State("h", 1));
        cell.Next(h, cell.Every(3, (2f * h) + x, h));
        cell.Output("y", h.Next);
        var adjoint = Differentiating.Differentiation.Differentiate(cell.Build("Waiting"));
        var arguments = new GraphArguments(steps: 5, batch: 1) { Inputs = { ["x"] = [1, 10, 100, 1000, 10_000], ["d.y"] = new double[5] }, Given = { ["d.h"] = [1] } };

        var results = Interpreter.Run(adjoint, arguments);

        Assert.Equal([1, 1, 1, 1002, 1002], results[ResultKind.Output, "y"]);
        Assert.Equal([2, 0, 0, 1, 0], results[ResultKind.Gradient, "x"]);
        Assert.Equal([4], results[ResultKind.Gradient, "h"]);
    }

    [Theory]
    [InlineData("    y.1 = step-index [1]", "    y.1 = step-index [2]", "one feature")]
    [InlineData("    y.2 = due(3) [1]", "    y.2 = due [1]", "don't fit the op 'due'")]
    [InlineData("    y.2 = due(3) [1]", "    y.2 = due(0) [1]", "its numbers 0 are out of their range")]
    [InlineData("    y.2 = due(3) [1]", "    y.2 = due(1.5) [1]", "its numbers 1.5 are out of their range")]
    [InlineData("  scan = scan", "  out = due(3) [1]\n  scan = scan", "only in the body")]
    [InlineData("    y.1 = step-index [1]", "    y.1 = input [1]", "can't stand in the body")]
    [InlineData("  scan = scan", "  k = constant(1) [1]\n  s.2 = start(k) [1]\n  s.3 = start-total(x, s) [1]\n  scan = scan", "a start")]
    [InlineData("  scan = scan", "  s.2 = start(s) [1]\n  scan = scan", "reads parameters")]
    public void A_faulty_text_is_refused_with_its_reason(string piece, string fault, string reason)
        => Assert.Contains(reason, Assert.Throws<FormatException>(() => GraphText.Parse(Counting.Replace(piece, fault, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_state_that_is_not_given_starts_from_its_parameter_in_every_row()
    {
        var graph = Recording.Bound(LearnedStart.Define, input: 2, hidden: 3);
        var learned = GraphArguments.Uniform(graph, steps: 3, batch: 2, seed: 1, lengths: [3, 0]);
        var start = learned.Parameters["h.initial"];
        var given = learned.Clone();
        given.Given["h"] = [.. start, .. start];

        var (expected, actual) = (Interpreter.Run(graph, given), Interpreter.Run(graph, learned));

        Assert.False(learned.Given.ContainsKey("h"));
        Assert.All(expected.Keys, key => Assert.Equal(expected[key.Kind, key.Name], actual[key.Kind, key.Name]));
        Assert.Equal(start, actual[ResultKind.FinalState, "h"][3..]);
    }

    [Fact]
    public void What_a_start_learns_is_the_sum_over_the_rows_and_nothing_when_the_caller_gives_the_state()
    {
        var adjoint = Differentiating.Differentiation.Differentiate(Recording.Bound(LearnedStart.Define, input: 2, hidden: 3));
        var learned = GraphArguments.Uniform(adjoint, steps: 3, batch: 2, seed: 1, lengths: [3, 0]);
        var given = learned.Clone();
        given.Given["h"] = new double[6];

        var results = Interpreter.Run(adjoint, learned);

        var rows = results[ResultKind.Gradient, "h"];
        Assert.Equal(learned.Given["d.h"][3..], rows[3..]);
        Assert.Equal([rows[0] + rows[3], rows[1] + rows[4], rows[2] + rows[5]], results[ResultKind.Gradient, "h.initial"]);
        Assert.Equal(new double[3], Interpreter.Run(adjoint, given)[ResultKind.Gradient, "h.initial"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_of_a_start_agree_with_central_differences(bool given)
    {
        var graph = Recording.Bound(LearnedStart.Define, input: 2, hidden: 3);
        var arguments = GraphArguments.Uniform(graph, steps: 3, batch: 2, seed: 5, lengths: [1, 3]);
        if (given)
        {
            arguments.Given["h"] = [0.5, -0.5, 0.25, 1, -1, 0];
        }

        var differences = CentralDifferences.Compare(graph, arguments);

        Assert.Contains(differences, difference => difference.Name == "h.initial");
        Assert.Equal(given, differences.Any(difference => difference.Name == "h"));
        Assert.All(differences, difference => Assert.True(difference.Error < 1e-8, difference.ToString()));
    }

    [Fact]
    public void A_scope_prefixes_what_a_state_starts_from()
    {
        var graph = Recording.Symbolic((cell, input, hidden) =>
        {
            var part = cell.Scope("part", c => LearnedStart.Define(c, input, hidden), cell.Input("x", input));
            cell.Output("y", part.Output);
        });

        Assert.Contains("  part.h = start(part.h.initial) [hidden]\n", GraphText.Print(graph), StringComparison.Ordinal);
        Assert.Contains("  part.h.initial = parameter [hidden] constant 0.25\n", GraphText.Print(graph), StringComparison.Ordinal);
    }
}

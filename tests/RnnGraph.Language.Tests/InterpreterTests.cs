using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests;

public class InterpreterTests
{
    // A scalar cell h = u h⁻ + x: ∂h_T/∂h_0 = u^T.
    [Theory]
    [InlineData(0.9, 2.6561398887587544e-5)]
    [InlineData(1.1, 13780.612339822379)]
    public void A_hundred_steps_shrink_or_blow_up_a_gradient(double u, double expected)
    {
        var graph = Record(cell =>
        {
            var (x, h) = (cell.Input("x", 1), cell.State("h", 1));
            cell.Next(h, cell.Diagonal("h", h) + x);
            cell.Output("y", h.Next);
        });
        var arguments = new GraphArguments(steps: 100, batch: 1)
        {
            Inputs = { ["x"] = new double[100], ["d.y"] = new double[100] },
            Given = { ["d.h"] = [1] },
            Parameters = { ["h.p"] = [u] },
        };

        var gradient = Interpreter.Run(Differentiation.Differentiate(graph), arguments)[ResultKind.Gradient, "h"][0];

        Assert.Equal(1, gradient / expected, 1e-12);
    }

    [Fact]
    public void A_sequence_holds_its_state_beyond_its_length()
    {
        var graph = Recording.Bound(Lstm.Define, input: 2, hidden: 3);
        var ragged = GraphArguments.Uniform(graph, steps: 4, batch: 3, seed: 11, lengths: [2, 0, 4]);
        for (var t = 2; t < 4; t++)
        {
            ragged.Inputs["x"][t * 3 * 2] = double.NaN;
        }

        var results = Interpreter.Run(graph, ragged);

        var first = Alone(graph, ragged, row: 0, steps: 2);
        Assert.Equal(first[ResultKind.FinalState, "c"], results[ResultKind.FinalState, "c"][..3]);
        Assert.Equal(ragged.Given["c"][3..6], results[ResultKind.FinalState, "c"][3..6]);
        var y = results[ResultKind.Output, "y"];
        Assert.Equal(first[ResultKind.Output, "y"], y[..3].Concat(y[9..12]));
        Assert.Equal(new double[6], y[18..21].Concat(y[27..30]));
        Assert.DoesNotContain(double.NaN, y);
    }

    [Fact]
    public void A_gradient_passes_through_a_sequence_of_length_0()
    {
        var graph = Recording.Bound(Lstm.Define, input: 2, hidden: 3);
        var adjoint = Differentiation.Differentiate(graph);
        var arguments = GraphArguments.Uniform(adjoint, steps: 3, batch: 2, seed: 13, lengths: [0, 3]);

        var gradient = Interpreter.Run(adjoint, arguments)[ResultKind.Gradient, "c"];

        Assert.Equal(arguments.Given["d.c"][..3], gradient[..3]);
        Assert.NotEqual(arguments.Given["d.c"][3..], gradient[3..]);
    }

    [Fact]
    public void Garbage_beyond_a_length_reaches_no_gradient()
    {
        var adjoint = Differentiation.Differentiate(Recording.Bound(GruTorch.Define, input: 2, hidden: 3));
        var clean = GraphArguments.Uniform(adjoint, steps: 3, batch: 2, seed: 17, lengths: [1, 3]);
        var dirty = clean.Clone();
        foreach (var name in new[] { "x", "d.y" })
        {
            var width = dirty.Inputs[name].Length / 6;
            Array.Fill(dirty.Inputs[name], double.NaN, 2 * width, width);
            Array.Fill(dirty.Inputs[name], double.NaN, 4 * width, width);
        }

        var (expected, actual) = (Interpreter.Run(adjoint, clean), Interpreter.Run(adjoint, dirty));

        Assert.All(expected.Keys, key => Assert.Equal(expected[key.Kind, key.Name], actual[key.Kind, key.Name]));
    }

    [Fact]
    public void A_missing_initial_state_is_zero_and_anything_else_missing_is_named()
    {
        var graph = Recording.Bound(Lstm.Define, input: 2, hidden: 3);
        var arguments = GraphArguments.Uniform(graph, steps: 2, batch: 1, seed: 19);
        arguments.Given["h"] = new double[3];
        arguments.Given["c"] = new double[3];
        var zero = Interpreter.Run(graph, arguments)[ResultKind.Output, "y"];
        arguments.Given.Clear();

        Assert.Equal(zero, Interpreter.Run(graph, arguments)[ResultKind.Output, "y"]);

        arguments.Inputs["x"] = new double[3];
        Assert.Contains("Expected 4 values for input 'x', given 3.", Assert.Throws<ArgumentException>(() => Interpreter.Run(graph, arguments)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_only_shifts_has_a_gradient()
    {
        var graph = Record(cell =>
        {
            var x = cell.Input("x", 2);
            var (near, far) = (cell.State("near", 2), cell.State("far", 2));
            cell.Next(near, x);
            cell.Next(far, near);
            cell.Output("y", Tanh(far));
        });

        Assert.All(CentralDifferences.Compare(graph, GraphArguments.Uniform(graph, 4, 2, seed: 23, lengths: [4, 1])), difference => Assert.True(difference.Error < 1e-8, difference.ToString()));
    }

    [Fact]
    public void What_the_loss_does_not_depend_on_has_gradient_zero()
    {
        var graph = Record(cell =>
        {
            var x = cell.Input("x", 2);
            var h = cell.State("h", 2);
            cell.Next(h, GreaterThan(h, cell.Bias("t", 2, 0.1f)) + (0f * x));
            cell.Output("y", h.Next);
        });
        var adjoint = Differentiation.Differentiate(graph);
        GraphVerifier.Verify(adjoint);

        var results = Interpreter.Run(adjoint, GraphArguments.Uniform(adjoint, 2, 1, seed: 29));

        Assert.Equal(new double[2], results[ResultKind.Gradient, "t.b"]);
        Assert.Equal(new double[2], results[ResultKind.Gradient, "h"]);
    }

    private static GraphResults Alone(Graph graph, GraphArguments all, int row, int steps)
    {
        var alone = new GraphArguments(steps, batch: 1);
        alone.Inputs["x"] = [.. Enumerable.Range(0, steps).SelectMany(t => all.Inputs["x"].Skip(((t * all.Batch) + row) * 2).Take(2))];
        foreach (var given in all.Given)
        {
            alone.Given[given.Key] = given.Value[(row * 3)..((row + 1) * 3)];
        }

        foreach (var parameter in all.Parameters)
        {
            alone.Parameters[parameter.Key] = parameter.Value;
        }

        return Interpreter.Run(graph, alone);
    }

    private static Graph Record(Action<CellBuilder> define)
    {
        var cell = new CellBuilder();
        define(cell);
        return cell.Build("Cell");
    }
}

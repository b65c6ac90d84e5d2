using RnnGraph.Graphs;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Text;
using static RnnGraph.Op;

namespace RnnGraph.Language.Tests;

public class DefinitionErrorTests
{
    private static readonly Dictionary<(string Fault, string Id), Action<CellBuilder, Size, Size>> Faulty = new()
    {
        [("sizes differ in a sum", "RNN3001")] = (cell, input, hidden) => Sink(cell, hidden, h => h + cell.Input("x", input)),
        [("sizes differ in a product", "RNN3001")] = (cell, input, hidden) => Sink(cell, hidden, h => cell.Dense(cell.Matrix("M", hidden, input), h)),
        [("a next state of another size", "RNN3001")] = (cell, input, hidden) => cell.Next(cell.State("h", hidden), cell.Input("x", input)),
        [("a size beyond an integer", "RNN3004")] = (cell, _, _) => cell.State("h", (Size)70000 * 70000),
        [("a product of sizes beyond an integer", "RNN3004")] = (cell, _, _) => Outer(cell.Input("a", 50000), cell.Input("b", 50000)),
        [("no exact quotient", "RNN3002")] = (cell, _, _) => cell.State("h", (Size)10 / 4),
        [("a size of 0", "RNN3003")] = (cell, _, _) => cell.State("h", 0),
        [("a weight of size 0", "RNN3003")] = (cell, input, _) => cell.Affine("i", 0, cell.Input("x", input)),
        [("expand of a vector", "RNN3005")] = (cell, input, hidden) => Expand(cell.Input("x", input), hidden),
        [("a matrix in a sum", "RNN3005")] = (cell, input, hidden) => Sum(cell.Matrix("M", hidden, input)),
        [("a matrix that is none", "RNN3005")] = (cell, input, _) => cell.Dense(cell.Input("x", input), cell.Input("z", input)),
        [("a vector for a matrix", "RNN3005")] = (cell, input, hidden) => cell.Dense(cell.Parameter("v", hidden), cell.Input("x", input)),
        [("a slice beyond the end", "RNN3013")] = (cell, _, hidden) => Sink(cell, hidden, h => Slice(h, hidden, hidden)),
        [("a slice that no sizes let fit", "RNN3013")] = (cell, input, hidden) => Slice(cell.Input("x", input), 2 * input, hidden),
        [("a slice beyond the end of a known size", "RNN3013")] = (cell, _, _) => Slice(cell.Input("x", 5), 3, 3),
        [("a slice of nothing", "RNN3003")] = (cell, input, _) => Slice(cell.Input("x", input), 0, 0),
        [("a slice that begins before the first feature", "RNN3013")] = (cell, input, _) => Slice(cell.Input("x", input), -1, 1),
        [("groups that don't divide", "RNN3002")] = (cell, _, _) => SumEach(cell.Input("x", 5), 2),
        [("pieces that don't divide", "RNN3002")] = (cell, _, _) => SumTiles(cell.Input("x", 5), 2),
        [("heads that don't divide", "RNN3002")] = (cell, _, _) => cell.BlockDiagonal("r", 3, cell.State("h", 4)),
        [("no head", "RNN3016")] = (cell, _, hidden) => cell.BlockDiagonal("r", 0, cell.State("h", hidden)),
        [("heads of a computed value without a role", "RNN3010")] = (cell, _, hidden) => cell.BlockDiagonal("r", 2, cell.State("h", hidden) * 2f),
        [("an empty concatenation", "RNN3005")] = (_, _, _) => Concat(),
        [("a matrix parameter moved", "RNN3005")] = (cell, input, hidden) => Concat(cell.Matrix("M", hidden, input)),
        [("a matrix parameter repeated", "RNN3005")] = (cell, input, hidden) => Tile(cell.Matrix("M", hidden, input), 2),
        [("a matrix parameter normalised", "RNN3005")] = (cell, input, hidden) => cell.LayerNorm("n", cell.Matrix("M", hidden, input)),
        [("a vector that is no row", "RNN3001")] = (cell, _, _) => MatrixVector(cell.Input("m", 6), cell.Input("v", 3) + cell.Input("w", 2)),
        [("a delayed parameter", "RNN4009")] = (cell, _, hidden) => cell.Delay("old", cell.Bias("b", hidden)),
        [("a period of 0", "RNN3016")] = (cell, _, _) => cell.Due(0),
        [("no period", "RNN3016")] = (cell, _, hidden) => Sink(cell, hidden, h => cell.Every(-2, h, h)),
        [("bounds the wrong way round", "RNN3016")] = (cell, input, _) => Clip(cell.Input("x", input), 1f, -1f),
        [("a bound that is no number", "RNN3016")] = (cell, input, _) => Clip(cell.Input("x", input), float.NaN, 1f),
        [("a negative limit", "RNN3016")] = (cell, input, _) => ClipGradient(cell.Input("x", input), -1f),
        [("a negative epsilon", "RNN3016")] = (cell, input, _) => cell.LayerNorm("n", cell.Input("x", input), -1f),
        [("values of two sizes taken in turn", "RNN3001")] = (cell, input, hidden) => Sink(cell, hidden, h => cell.Every(2, cell.Input("x", input), h)),
        [("a learned state of a name that is taken", "RNN3008")] = (cell, input, hidden) => { cell.Input("h", input); cell.LearnedState("h", hidden); },
        [("a learned state of size 0", "RNN3003")] = (cell, _, _) => cell.LearnedState("h", 0),
        [("a learned state never updated", "RNN4001")] = (cell, input, hidden) => { cell.LearnedState("s", hidden); Complete(cell, input, hidden); },
        [("a probability above 1", "RNN3016")] = (cell, _, hidden) => cell.Bernoulli("m", hidden, 1.5f),
        [("a probability that is no number", "RNN3016")] = (cell, _, hidden) => cell.Bernoulli("m", hidden, float.NaN),
        [("everything left out", "RNN3016")] = (cell, input, _) => cell.Dropout("m", cell.Input("x", input), 1f),
        [("a negative probability to stay", "RNN3016")] = (cell, _, hidden) => Sink(cell, hidden, h => cell.Zoneout("m", h, h * 2f, -0.5f)),
        [("a negative deviation", "RNN3016")] = (cell, _, hidden) => cell.Normal("n", hidden, -1f),
        [("a negative deviation of weights", "RNN3016")] = (cell, _, _) => cell.NoiseOnWeights(-1f),
        [("noise on a value", "RNN3005")] = (cell, input, _) => cell.WeightNoise(cell.Input("x", input), 0.1f),
        [("noise on a parameter twice", "RNN3008")] = (cell, _, hidden) => { var b = cell.Bias("i", hidden); cell.WeightNoise(b, 0.1f); cell.WeightNoise(b, 0.1f); },
        [("two masks of one name", "RNN3008")] = (cell, _, hidden) => { cell.Bernoulli("m", hidden, 0.5f); cell.Bernoulli("m", hidden, 0.5f); },
        [("a mask without a name", "RNN3009")] = (cell, _, hidden) => cell.Bernoulli("", hidden, 0.5f),
        [("a mask of size 0", "RNN3003")] = (cell, _, _) => cell.Bernoulli("m", 0, 0.5f),
        [("known sizes required equal", "RNN3006")] = (cell, _, _) => cell.RequireEqual(3, 4),
        [("a size of nobody", "RNN3007")] = (cell, input, _) => Complete(cell, input, Size.Symbol("nobody")),
        [("a name used twice", "RNN3008")] = (cell, input, hidden) => cell.State(cell.Input("h", input) is null ? "" : "h", hidden),
        [("an output used twice", "RNN3008")] = (cell, input, hidden) => { Complete(cell, input, hidden); cell.Tap("y", cell.State("s", hidden)); },
        [("an output called as a state", "RNN3008")] = (cell, _, hidden) => Sink(cell, hidden, h => { cell.Output("h", h); return h; }),
        [("a parameter declared twice", "RNN3008")] = (cell, input, hidden) => { var x = cell.Input("x", input); cell.Affine("i", hidden, x); cell.Bias("i", hidden); },
        [("two weights of one role", "RNN3008")] = (cell, input, hidden) => cell.Affine("i", hidden, cell.Input("x", input), cell.Input("z", input)),
        [("a value named twice", "RNN3008")] = (cell, input, _) => (cell.Input("x", input) * 2f).As("a").As("b"),
        [("a name with a blank", "RNN3009")] = (cell, input, _) => cell.Input("an input", input),
        [("an empty name", "RNN3009")] = (cell, input, _) => cell.Input("", input),
        [("a kept name", "RNN3009")] = (cell, input, _) => (cell.Input("x", input) * 2f).As("x.now"),
        [("a computed operand without a role", "RNN3010")] = (cell, input, hidden) => cell.Affine("n", hidden, cell.Input("x", input) * 2f),
        [("a state never updated", "RNN4001")] = (cell, input, hidden) => { cell.State("s", hidden); Complete(cell, input, hidden); },
        [("a state updated twice", "RNN4002")] = (cell, _, hidden) => { var h = cell.State("h", hidden); cell.Next(h, h * 0.5f); cell.Next(h, h); },
        [("next of an input", "RNN4003")] = (cell, input, _) => { var x = cell.Input("x", input); cell.Next(x, x); },
        [("reading next of a value", "RNN4003")] = (cell, input, _) => Discard((cell.Input("x", input) * 2f).Next),
        [("next read too early", "RNN4004")] = (cell, _, hidden) => Discard(cell.State("h", hidden).Next),
        [("no state", "RNN4005")] = (cell, input, _) => cell.Output("y", cell.Input("x", input) * 2f),
        [("no output", "RNN4006")] = (cell, _, hidden) => { var h = cell.State("h", hidden); cell.Next(h, h * 0.5f); },
        [("an unused gate", "RNN4007")] = (cell, input, hidden) => { Complete(cell, input, hidden); cell.Diagonal("o", cell.Parameter("q", hidden)); },
        [("an unused input", "RNN4008")] = (cell, input, hidden) => { cell.Input("z", input); Complete(cell, input, hidden); },
        [("a constant output", "RNN4009")] = (cell, _, hidden) => cell.Output("y", cell.Bias("b", hidden)),
        [("a constant next state", "RNN4009")] = (cell, _, hidden) => cell.Next(cell.State("h", hidden), cell.Bias("b", hidden)),
        [("a node of another cell", "RNN4010")] = (cell, input, hidden) => Sink(cell, hidden, h => h + new CellBuilder().Input("x", hidden)),
        [("a scope without its input", "RNN3011")] = (cell, input, hidden) => cell.Scope("l", c => Lstm.Define(c, input, hidden)),
        [("a scope with an input too many", "RNN3011")] = (cell, input, hidden) => { var x = cell.Input("x", input); cell.Scope("l", c => Lstm.Define(c, input, hidden), x, x); },
        [("a scope with an input of another size", "RNN3011")] = (cell, input, hidden) => cell.Scope("l", c => Lstm.Define(c, input, hidden), cell.State("h", hidden)),
        [("an output that a scope lacks", "RNN3012")] = (cell, input, hidden) => Discard(cell.Scope("l", c => Lstm.Define(c, input, hidden), cell.Input("x", input))["z"]),
    };

    public static TheoryData<string, string> Faults()
    {
        var faults = new TheoryData<string, string>();
        foreach (var (fault, id) in Faulty.Keys)
        {
            faults.Add(fault, id);
        }

        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_an_error_of_its_own_id(string fault, string id)
    {
        var error = Assert.Throws<DefinitionException>(() => Recording.Symbolic(Faulty[(fault, id)]));

        Assert.Equal(id, error.DiagnosticId);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violated_requirement_shows_at_binding()
    {
        var graph = Recording.Symbolic((cell, input, hidden) => { cell.RequireEqual(input, hidden); Complete(cell, input, hidden); });

        var error = Assert.Throws<DefinitionException>(() => graph.Bind(new Dictionary<string, int> { ["input"] = 3, ["hidden"] = 4 }));

        Assert.Equal(DiagnosticIds.RequirementViolated, error.DiagnosticId);
        Assert.Contains("3 and 4", error.Message, StringComparison.Ordinal);
        Assert.Empty(graph.Bind(new Dictionary<string, int> { ["input"] = 4, ["hidden"] = 4 }).Constraints);
    }

    [Fact]
    public void Pieces_that_may_fit_are_checked_at_binding()
    {
        var graph = Recording.Symbolic((cell, input, hidden) =>
        {
            var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
            cell.Next(h, Tanh(cell.Affine("n", hidden, x, h)));
            cell.Output("y", Concat(Slice(h, input, 2), SumEach(h, input)));
        });
        Graph Bind(int input, int hidden) => graph.Bind(new Dictionary<string, int> { ["input"] = input, ["hidden"] = hidden });

        Assert.Equal(GraphText.Print(Bind(2, 4)), GraphText.Print(GraphText.Parse(GraphText.Print(graph)).Bind(new Dictionary<string, int> { ["input"] = 2, ["hidden"] = 4 })));
        Assert.Equal(DiagnosticIds.SliceOutOfRange, Assert.Throws<DefinitionException>(() => Bind(3, 3)).DiagnosticId);
        Assert.Equal(DiagnosticIds.SizeNotDivisible, Assert.Throws<DefinitionException>(() => Bind(3, 5)).DiagnosticId);
    }

    [Fact]
    public void A_size_that_is_too_large_only_when_bound_shows_at_binding()
    {
        var graph = Recording.Symbolic((cell, input, hidden) =>
        {
            Complete(cell, input, hidden);
            var s = cell.State("s", hidden * hidden);
            cell.Next(s, s * 0.5f);
            cell.Tap("t", Outer(s, s));
        });

        var error = Assert.Throws<DefinitionException>(() => graph.Bind(new Dictionary<string, int> { ["hidden"] = 300 }));

        Assert.Equal(DiagnosticIds.SizeTooLarge, error.DiagnosticId);
        Assert.Contains("8100000000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Binding_refuses_unknown_and_impossible_sizes()
    {
        var graph = Recording.Symbolic(Lstm.Define);

        Assert.Equal(DiagnosticIds.SizeNotBound, Assert.Throws<DefinitionException>(() => graph.Bind(new Dictionary<string, int> { ["layers"] = 3 })).DiagnosticId);
        Assert.Equal(DiagnosticIds.SizeTooSmall, Assert.Throws<DefinitionException>(() => graph.Bind(new Dictionary<string, int> { ["hidden"] = 0 })).DiagnosticId);
    }

    [Fact]
    public void What_only_the_end_shows_comes_all_at_once_with_the_handles_of_the_calls()
    {
        var cell = new CellBuilder();
        var first = cell.State("first", 3);
        var second = cell.State("second", 3);

        var errors = cell.Check();

        Assert.Equal([DiagnosticIds.StateNeverUpdated, DiagnosticIds.StateNeverUpdated, DiagnosticIds.NoOutput], errors.Select(error => error.DiagnosticId));
        Assert.Same(first, errors[0].Origin);
        Assert.Same(second, errors[1].Origin);
    }

    [Fact]
    public void An_unused_gate_points_at_the_call_that_made_it()
    {
        var cell = new CellBuilder();
        var x = cell.Input("x", 2);
        var h = cell.State("h", 3);
        cell.Next(h, Tanh(cell.Affine("n", 3, x, h)));
        cell.Output("y", h.Next);
        var unused = cell.Affine("o", 3, x, h);
        Sigmoid(unused);

        var error = Assert.Single(cell.Check());

        Assert.Same(unused, error.Origin);
        Assert.Contains("'o.W', 'o.U', 'o.b'", error.Message, StringComparison.Ordinal);
    }

    private static void Discard(Node node) => Assert.NotNull(node);

    private static void Sink(CellBuilder cell, Size hidden, Func<Node, Node> next)
    {
        var h = cell.State("h", hidden);
        cell.Next(h, next(h));
    }

    private static void Complete(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        cell.Next(h, Tanh(cell.Affine("n", hidden, x, h)));
        cell.Output("y", h.Next);
    }
}

using RnnGraph.Differentiating;
using RnnGraph.Graphs;
using RnnGraph.Interpreting;
using RnnGraph.Language.Tests.Definitions;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Language.Tests;

public class RandomOpTests
{
    private const int Features = 5;

    [Fact]
    public void A_run_draws_what_its_seed_says_and_nothing_else()
    {
        var graph = Recording.Bound(NoisyCell.Define, input: 2, hidden: 3);
        var arguments = GraphArguments.Uniform(graph, steps: 4, batch: 3, seed: 1);
        double[] Run(ulong seed)
        {
            arguments.Seed = seed;
            return Interpreter.Run(graph, arguments)[ResultKind.Output, "y"];
        }

        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
        Assert.Equal(arguments.Seed, arguments.Clone().Seed);
    }

    [Fact]
    public void Each_leaf_is_drawn_from_its_own_stream_at_its_own_step_and_row()
    {
        var graph = Drawn(cell => cell.Bernoulli("coin", Features, 0.3f, 2f, -1f) + cell.Normal("bell", Features, 0.5f));

        var y = Interpreter.Run(graph, Zeros(steps: 3, batch: 2, seed: 11))[ResultKind.Output, "y"];

        for (var i = 0; i < y.Length; i++)
        {
            var (step, row, feature) = (i / Features / 2, i / Features % 2, i % Features);
            var coin = CounterRandom.Uniform(CounterRandom.KeyOf(11, CounterRandom.StreamOf("coin"), step, row), feature) < 0.3f ? 2 : -1;
            var bell = 0.5 * CounterRandom.Normal(CounterRandom.KeyOf(11, CounterRandom.StreamOf("bell"), step, row), feature);
            Assert.Equal(coin + bell, y[i]);
        }
    }

    [Fact]
    public void A_draw_per_sequence_holds_for_all_its_steps_and_differs_between_rows()
    {
        var graph = Drawn(cell => cell.Bernoulli("coin", Features, 0.5f, perSequence: true) + (10f * cell.Normal("bell", Features, 1f, perSequence: true)));

        var y = Interpreter.Run(graph, Zeros(steps: 3, batch: 2, seed: 3))[ResultKind.Output, "y"];

        Assert.Equal(y[..10], y[10..20]);
        Assert.Equal(y[..10], y[20..]);
        Assert.NotEqual(y[..5], y[5..10]);
    }

    [Fact]
    public void A_sequence_in_pieces_draws_as_in_one()
    {
        var graph = Recording.Bound(NoisyCell.Define, input: 2, hidden: 3);
        var whole = GraphArguments.Uniform(graph, steps: 5, batch: 2, seed: 1);
        whole.Seed = 7;
        var (first, second) = (new GraphArguments(2, 2) { Seed = 7 }, new GraphArguments(3, 2) { Seed = 7, FirstStep = 2 });
        (first.Inputs["x"], second.Inputs["x"]) = (whole.Inputs["x"][..8], whole.Inputs["x"][8..]);
        foreach (var parameter in whole.Parameters)
        {
            first.Parameters[parameter.Key] = second.Parameters[parameter.Key] = parameter.Value;
        }

        first.Given["h"] = whole.Given["h"];
        var (expected, begun) = (Interpreter.Run(graph, whole), Interpreter.Run(graph, first));
        second.Given["h"] = begun[ResultKind.FinalState, "h"];

        Assert.Equal(expected[ResultKind.Output, "y"], begun[ResultKind.Output, "y"].Concat(Interpreter.Run(graph, second)[ResultKind.Output, "y"]));
    }

    [Fact]
    public void Evaluation_draws_nothing()
    {
        static Graph Plain(bool noisy) => Recording.Bound(
            (cell, input, hidden) =>
            {
                var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
                cell.NoiseOnWeights(noisy ? 1 : 0);
                var next = Op.Tanh(cell.Affine("n", hidden, ("W", noisy ? cell.Noise("a", x, 1f) : x), ("U", noisy ? cell.Dropout("b", h, 0.5f, perSequence: true) : h)));
                cell.Next(h, noisy ? cell.Zoneout("c", h, next, 0.25f) : (0.25f * h) + ((1 - 0.25f) * next));
                cell.Output("y", noisy ? cell.Dropout("d", h.Next, 0.75f) : h.Next);
            },
            input: 2,
            hidden: 3);
        var arguments = GraphArguments.Uniform(Plain(noisy: false), steps: 4, batch: 3, seed: 1);
        arguments.Mode = Mode.Evaluate;

        Assert.Equal(Interpreter.Run(Plain(noisy: false), arguments)[ResultKind.Output, "y"], Interpreter.Run(Plain(noisy: true), arguments)[ResultKind.Output, "y"]);
    }

    [Theory]
    [InlineData(0f, new[] { 1.0 })]
    [InlineData(0.75f, new[] { 0.0, 4.0 })]
    public void Dropout_keeps_the_mean(float probability, double[] values)
    {
        var graph = Drawn(cell => cell.Dropout("mask", Op.Expand(0f * cell.StepIndex + 1f, Features), probability));

        var y = Interpreter.Run(graph, Zeros(steps: 2000, batch: 2, seed: 5))[ResultKind.Output, "y"];

        Assert.Equal(values, y.Distinct().Order());
        Assert.Equal(1, y.Average(), 4.5 * Math.Sqrt(3.0 / y.Length));
    }

    [Theory]
    [InlineData(0.0f, 0)]
    [InlineData(1.0f, 1)]
    public void A_certain_coin_falls_on_one_side(float probability, double value)
        => Assert.All(Interpreter.Run(Drawn(cell => cell.Bernoulli("coin", Features, probability)), Zeros(50, 2, 1))[ResultKind.Output, "y"], y => Assert.Equal(value, y));

    [Theory]
    [InlineData(Mode.Train)]
    [InlineData(Mode.Evaluate)]
    public void Gradients_agree_with_central_differences(Mode mode)
    {
        var graph = Recording.Bound(NoisyCell.Define, input: 2, hidden: 3);
        var arguments = GraphArguments.Uniform(graph, steps: 4, batch: 3, seed: 1, lengths: [4, 0, 2]);
        (arguments.Mode, arguments.Seed) = (mode, 99);

        Assert.All(CentralDifferences.Compare(graph, arguments), difference => Assert.True(difference.Error < 1e-8, difference.ToString()));
    }

    [Fact]
    public void Noise_on_a_parameter_is_drawn_once_by_row_and_column()
    {
        var cell = new CellBuilder();
        var (x, s) = (cell.Input("x", 2), cell.State("s", 3));
        var matrix = cell.WeightNoise(cell.Matrix("M", 3, 2), 0.5f);
        cell.Next(s, cell.Dense(matrix, x) + cell.WeightNoise(cell.Bias("s", 3), 0.25f));
        cell.Output("y", s.Next);
        var graph = cell.Build("Noisy");
        var arguments = new GraphArguments(steps: 3, batch: 1) { Seed = 21, Inputs = { ["x"] = [1, 0, 0, 1, 0, 0] }, Parameters = { ["M"] = new double[6], ["s.b"] = [1, 2, 3] } };
        double Noise(string name, int row, int feature) => CounterRandom.Normal(CounterRandom.KeyOf(21, CounterRandom.StreamOf(name), CounterRandom.Once, row), feature);

        var y = Interpreter.Run(graph, arguments)[ResultKind.Output, "y"];

        for (var r = 0; r < 3; r++)
        {
            var bias = r + 1 + (0.25 * Noise("s.b.noise", 0, r));
            Assert.Equal([(0.5 * Noise("M.noise", r, 0)) + bias, (0.5 * Noise("M.noise", r, 1)) + bias, bias], [y[r], y[3 + r], y[6 + r]]);
        }

        Assert.Contains("  M.noise = weight-noise(M, 0.5) [3, 2]\n", GraphText.Print(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_on_weights_reaches_every_matrix_of_a_called_definition_and_no_key_changes()
    {
        static IEnumerable<string> Keys(Graph graph) => graph.Nodes.Where(node => node.Op == StructureOps.Parameter).Select(node => node.Name);
        var plain = Recording.Symbolic((cell, input, hidden) => cell.Output("y", cell.Scope("a", c => Lstm.Define(c, input, hidden), cell.Input("x", input)).Output));
        var noisy = Recording.Symbolic((cell, input, hidden) =>
        {
            cell.NoiseOnWeights(0.1f);
            cell.Output("y", cell.Scope("a", c => Lstm.Define(c, input, hidden), cell.Input("x", input)).Output);
        });

        Assert.Equal(Keys(plain), Keys(noisy));
        Assert.Equal(
            noisy.Nodes.Where(node => node.Op == StructureOps.Parameter && node.Shape.IsMatrix).Select(node => node.Name + ".noise"),
            noisy.Nodes.Where(node => node.Op == RandomOps.WeightNoise).Select(node => node.Name));
    }

    [Fact]
    public void The_backward_scan_reads_what_the_forward_scan_drew()
    {
        var adjoint = Differentiation.Differentiate(Drawn(cell => cell.Bernoulli("mask", Features, 0.5f) * cell.Input("z", Features)));
        var arguments = GraphArguments.Uniform(adjoint, steps: 3, batch: 2, seed: 4, lengths: [3, 1]);
        arguments.Given["d.s"] = new double[10];

        var results = Interpreter.Run(adjoint, arguments);

        var (y, z, dy, dz) = (results[ResultKind.Output, "y"], arguments.Inputs["z"], arguments.Inputs["d.y"], results[ResultKind.Gradient, "z"]);
        var within = Enumerable.Range(0, y.Length).Where(i => i / Features % 2 == 0 || i / Features < 2).ToArray();
        Assert.All(within, i => Assert.Equal(y[i] == 0 ? 0 : dy[i], dz[i]));
        Assert.Contains(within, i => y[i] == 0);
        Assert.Contains(within, i => y[i] == z[i]);
    }

    [Theory]
    [InlineData("bernoulli(0.5, 1, 0)", "don't fit the op 'bernoulli'")]
    [InlineData("bernoulli(1.5, 1, 0, 0.5)", "out of their range")]
    [InlineData("normal(-1, 0)", "out of their range")]
    [InlineData("normal(NaN, 0)", "out of their range")]
    [InlineData("normal(0.5, 1, 0)", "don't fit the op 'normal'")]
    [InlineData("weight-noise(h.previous, 0.5)", "can't stand in the body")]
    public void A_faulty_text_is_refused_with_its_reason(string fault, string reason)
    {
        var text = GraphText.Print(Drawn(cell => cell.Bernoulli("m", Features, 0.5f))).Replace("bernoulli(0.5, 1, 0, 0.5)", fault, StringComparison.Ordinal).Replace("h.previous", "s.previous", StringComparison.Ordinal);

        Assert.Contains(reason, Assert.Throws<FormatException>(() => GraphText.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_leaf_is_called_is_what_the_definition_called_it()
    {
        var graph = Recording.Symbolic((cell, input, hidden) => cell.Output("y", cell.Scope("part", c => NoisyCell.Define(c, input, hidden), cell.Input("x", input)).Output));

        var text = GraphText.Print(graph);

        Assert.Contains("    part.thin = bernoulli(0.75, 1.3333334, 0, 1) [hidden]\n", text, StringComparison.Ordinal);
        Assert.Contains("    part.left = bernoulli-once(0.5, 2, 0, 1) [hidden]\n", text, StringComparison.Ordinal);
        Assert.Contains("    part.noise = normal(0.25, 0) [input]\n", text, StringComparison.Ordinal);
        Assert.Contains("  part.z.U.noise = weight-noise(part.z.U, 0.125) [hidden, hidden]\n", text, StringComparison.Ordinal);
    }

    private static GraphArguments Zeros(int steps, int batch, ulong seed) => new(steps, batch) { Seed = seed, Inputs = { ["x"] = new double[steps * batch] } };

    private static Graph Drawn(Func<CellBuilder, Node> draw)
    {
        var cell = new CellBuilder();
        var (x, s) = (cell.Input("x", 1), cell.State("s", Features));
        var drawn = draw(cell);
        cell.Next(s, s + Op.Expand(x, Features));
        cell.Output("y", drawn);
        return cell.Build("Drawn");
    }
}

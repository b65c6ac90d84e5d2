using RnnGraph.Cells;
using RnnGraph.Checking;
using LearnedStart = RnnGraph.Language.Tests.Definitions.LearnedStart;
using NetworkCatalogue = RnnGraph.Language.Tests.Definitions.NetworkCatalogue;
using Recording = RnnGraph.Language.Tests.Definitions.Recording;

namespace RnnGraph.Jit.Tests;

/// <summary>The public gradient check passes right cells and finds wrong ones.</summary>
public class GradientCheckTests
{
    public static TheoryData<string> Ids => [.. Catalogue.Cells.Select(cell => cell.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_cell_of_the_catalogue_passes_in_both_precisions(string id)
    {
        var cell = Catalogue.Find(id);
        GradientCheck.Run(cell.Double(6, 6)).ThrowIfFailed();
        GradientCheck.Run(cell.Single(6, 6)).ThrowIfFailed();
    }

    /// <summary>Tokens, vectors and targets, several losses, two time axes, both directions, dropout and cells that draw.</summary>
    [Theory]
    [MemberData(nameof(NetworkCatalogue.Names), MemberType = typeof(NetworkCatalogue))]
    public void Every_kind_of_network_passes_in_both_precisions(string name)
    {
        var graph = NetworkCatalogue.Symbolic(name);
        GradientCheck.Run(RuntimeCompiler.Shared.CompileNetwork<double>(graph).Create(3, 5)).ThrowIfFailed();
        GradientCheck.Run(RuntimeCompiler.Shared.CompileNetwork<float>(graph).Create(3, 5)).ThrowIfFailed();
    }

    [Fact]
    public void It_compares_a_networks_loss_and_what_has_a_gradient()
    {
        var network = RuntimeCompiler.Shared.CompileNetwork<double>(NetworkCatalogue.Symbolic("encoder and decoder")).Create(3, 5);
        var report = GradientCheck.Run(network);
        Assert.Equal(
            ["Output logits", "FinalState enc.h", "Loss loss", .. network.Parameters.Names.Select(name => "Parameter " + name), "InitialState enc.h"],
            report.Rows.Select(row => $"{row.Kind} {row.Name}"));
        Assert.All(report.Rows, row => Assert.Equal(row.Elements, row.Interpreter!.Compared));
        Assert.All(report.Rows.Skip(3), row => Assert.InRange(row.Differences!.Compared, 1, 48));
    }

    [Fact]
    public void What_is_drawn_differs_with_the_seed_and_repeats_with_it()
    {
        var network = RuntimeCompiler.Shared.CompileNetwork<double>(NetworkCatalogue.Symbolic("dropout")).Create(3, 5);
        Assert.Equal(GradientCheck.Run(network).ToString(), GradientCheck.Run(network).ToString());
        Assert.NotEqual(GradientCheck.Run(network).ToString(), GradientCheck.Run(network, new GradientCheckOptions { Seed = 2 }).ToString());
    }

    [Fact]
    public void Every_run_counts_and_draws_from_the_first_step()
    {
        var builder = new CellBuilder();
        var (x, h) = (builder.Input("x", 3), builder.State("h", 3));
        var z = builder.Affine("h", 3, x, ("U", builder.Dropout("kept", h, 0.5f)));
        builder.Next(h, Op.Tanh(z + Op.Expand(0.1f * builder.StepIndex, 3)));
        builder.Output("y", builder.Every(2, h.Next, h));

        // Of 3 steps, so that the next run would begin between two that are due.
        GradientCheck.Run(RuntimeCompiler.Shared.Compile<double>(builder.Build("Counting")).Create(), new GradientCheckOptions { Steps = 3 }).ThrowIfFailed();
    }

    [Fact]
    public void A_networks_wrong_gradient_is_found_and_located()
    {
        var network = RuntimeCompiler.Shared.CompileNetwork<double>(NetworkCatalogue.Symbolic("encoder and decoder")).Create(3, 5);
        var report = GradientCheck.Run(new Wrong(network, "previous.E", 4));
        var row = Assert.Single(report.Rows, row => !report.RowPassed(row));
        Assert.Equal((TensorKind.Parameter, "previous.E", 4), (row.Kind, row.Name, row.Differences!.Index));
    }

    [Fact]
    public void It_compares_every_tensor_both_ways()
    {
        var report = GradientCheck.Run(new LstmDouble(3, 5));
        Assert.Equal(
            ["Output y", "FinalState h", "FinalState c", .. new LstmDouble(3, 5).Parameters.Names.Select(name => "Parameter " + name), "Input x", "InitialState h", "InitialState c"],
            report.Rows.Select(row => $"{row.Kind} {row.Name}"));
        Assert.All(report.Rows, row => Assert.Equal(row.Elements, row.Interpreter!.Compared));
        Assert.All(report.Rows.Skip(3), row => Assert.InRange(row.Differences!.Compared, Math.Min(row.Elements, 20), 48));

        // Differences are never exact; errors of 0 would mean that nothing was compared.
        Assert.Contains(report.Rows, row => row.Differences is { Error: > 0 });
    }

    [Fact]
    public void A_learned_start_is_checked_in_a_run_that_is_given_no_initial_state()
    {
        var cell = RuntimeCompiler.Shared.Compile<double>(Recording.Symbolic(LearnedStart.Define)).Create(3, 5);
        var report = GradientCheck.Run(cell);
        Assert.True(report.Passed, report.ToString());
        var row = Assert.Single(report.Rows, row => row.Kind == TensorKind.LearnedStart);
        Assert.Equal(("h.initial", 5, 5, 5), (row.Name, row.Elements, row.Differences!.Compared, row.Interpreter!.Compared));
        GradientCheck.Run(RuntimeCompiler.Shared.Compile<float>(Recording.Symbolic(LearnedStart.Define)).Create(3, 5)).ThrowIfFailed();

        // The wrong gradient is off by a share of itself: it is found only where it isn't 0, as it is beside a given state.
        var wrong = GradientCheck.Run(new Wrong(cell, "h.initial", 2));
        var found = Assert.Single(wrong.Rows, row => !wrong.RowPassed(row));
        Assert.Equal((TensorKind.LearnedStart, "h.initial", 2), (found.Kind, found.Name, found.Differences!.Index));
        Assert.NotEqual(0, found.Differences.Expected);
    }

    [Fact]
    public void The_parameters_are_set_back()
    {
        var cell = new LstmDouble(3, 5);
        var before = cell.Parameters.Values.ToArray();
        GradientCheck.Run(cell);
        Assert.Equal(before, cell.Parameters.Values.ToArray());
    }

    [Theory]
    [InlineData("f.U", 7)]
    [InlineData("g.b", 2)]
    public void A_wrong_gradient_is_found_and_located(string parameter, int index)
    {
        var report = GradientCheck.Run(new Wrong(new LstmDouble(3, 5), parameter, index));
        var row = Assert.Single(report.Rows, row => !report.RowPassed(row));
        Assert.Equal((TensorKind.Parameter, parameter, index), (row.Kind, row.Name, row.Differences!.Index));
        Assert.False(report.Passed);
        Assert.Contains($"! Parameter {parameter}", Assert.Throws<GradientCheckException>(report.ThrowIfFailed).Message, StringComparison.Ordinal);
        Assert.Contains($"! Parameter {parameter}: differences", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_graph_a_float_cell_is_refused() =>
        Assert.StartsWith("A Single cell is compared with the interpretation of its graph; Ungraphed has no [CellGraph].", Assert.Throws<ArgumentException>(() => GradientCheck.Run(new Ungraphed())).Message, StringComparison.Ordinal);

    [Fact]
    public void Elements_beside_a_kink_are_left_out_and_counted()
    {
        var builder = new CellBuilder();
        var h = builder.State("h", 4);
        builder.Next(h, Op.Relu(builder.Bias("k", 4)) + (0.5f * h));
        builder.Output("y", h.Next);
        var report = GradientCheck.Run(RuntimeCompiler.Shared.Compile<double>(builder.Build("Kink")).Create(), new GradientCheckOptions { Perturbation = 0 });

        // Biases start at 0, where relu has its kink.
        Assert.Equal(4, Assert.Single(report.Rows, row => row.Kind == TensorKind.Parameter).Differences!.AtKinks);
        Assert.True(report.Passed, report.ToString());
    }

    /// <summary>Passes everything on but one gradient, which it gets wrong in the fourth digit.</summary>
    private sealed class Wrong(ITrainable<double> right, string parameter, int index) : ITrainable<double>
    {
        public CellSignature Signature => right.Signature;

        public ParameterSet<double> Parameters => right.Parameters;

        public void Initialize(ulong seed) => right.Initialize(seed);

        public Workspace<double> CreateWorkspace(Steps steps, int batch, Mode mode = Mode.Train, int threads = 1, bool taps = false, long? memory = null) => right.CreateWorkspace(steps, batch, mode, threads, taps, memory);

        public CellState<double> CreateState(int batch) => right.CreateState(batch);

        public Gradients<double> CreateGradients() => right.CreateGradients();

        public void Forward(Workspace<double> workspace, Inputs<double> x, Outputs<double> y, CellState<double>? state = null, Lengths lengths = default) =>
            right.Forward(workspace, x, y, state, lengths);

        public void Backward(Workspace<double> workspace, Inputs<double> dy, Outputs<double> dx, CellState<double>? dState, Gradients<double> gradients)
        {
            right.Backward(workspace, dy, dx, dState, gradients);
            var values = new double[Parameters[parameter].Size];
            gradients.Read(parameter, values);
            values[index] += 1e-3 * values.Max(Math.Abs);
            gradients.Write(parameter, values);
        }
    }

    /// <summary>A hand-written class, as far as it is looked at.</summary>
    private sealed class Ungraphed : IUngraphed
    {
    }

    private interface IUngraphed : ITrainable<float>
    {
        CellSignature IRecurrent<float>.Signature => throw new NotSupportedException();

        ParameterSet<float> IRecurrent<float>.Parameters => throw new NotSupportedException();

        void IRecurrent<float>.Initialize(ulong seed) => throw new NotSupportedException();

        Workspace<float> IRecurrent<float>.CreateWorkspace(Steps steps, int batch, Mode mode, int threads, bool taps, long? memory) => throw new NotSupportedException();

        CellState<float> IRecurrent<float>.CreateState(int batch) => throw new NotSupportedException();

        void IRecurrent<float>.Forward(Workspace<float> workspace, Inputs<float> x, Outputs<float> y, CellState<float>? state, Lengths lengths) => throw new NotSupportedException();

        Gradients<float> ITrainable<float>.CreateGradients() => throw new NotSupportedException();

        void ITrainable<float>.Backward(Workspace<float> workspace, Inputs<float> dy, Outputs<float> dx, CellState<float>? dState, Gradients<float> gradients) => throw new NotSupportedException();
    }
}

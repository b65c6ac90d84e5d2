namespace RnnGraph.Torch.Tests;

/// <summary>Lengths in any order, and single steps.</summary>
public sealed class SequenceTests
{
    private const int Steps = 6;
    private const int Inputs = 3;

    private static readonly int[] Lengths = [4, 0, 6, 1];

    public static TheoryData<string> Modules => ["RNN", "LSTM", "GRU"];

    /// <summary>PyTorch refuses sequences of length 0. Here they are legal: state and its gradient pass through, y and dx are 0, and other sequences don't notice.</summary>
    [Theory]
    [MemberData(nameof(Modules))]
    public void A_sequence_of_length_0_passes_its_state_on(string module)
    {
        var layers = new LayerOptions(Inputs, 5, 2, Bidirectional: true).Make<double>(module);
        var run = new Run(layers, Lengths);
        foreach (var name in run.State.Names)
        {
            var features = run.State.Shape(name)[2];
            double[] final = Read(run.State, name), initial = Read(run.Initial, name), dInitial = Read(run.DState, name), dFinal = Read(run.DFinal, name);
            for (var i = 0; i < 4; i++)
            {
                var row = ((i * 4) + 1) * features;
                Assert.Equal(initial[row..(row + features)], final[row..(row + features)]);
                Assert.Equal(dFinal[row..(row + features)], dInitial[row..(row + features)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Nothing_comes_out_beyond_a_length(string module)
    {
        var layers = new LayerOptions(Inputs, 5, 2, Bidirectional: true).Make<double>(module);
        var run = new Run(layers, Lengths);
        for (var step = 0; step < Steps; step++)
        {
            for (var row = 0; row < 4; row++)
            {
                var beyond = step >= Lengths[row];
                Assert.Equal(beyond, run.Y.AsSpan(((step * 4) + row) * 10, 10).IndexOfAnyExcept(0) < 0);
                Assert.Equal(beyond, run.Dx.AsSpan(((step * 4) + row) * Inputs, Inputs).IndexOfAnyExcept(0) < 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void What_lies_beyond_a_length_is_not_read(string module)
    {
        foreach (var bidirectional in new[] { false, true })
        {
            var layers = new LayerOptions(Inputs, 5, 2, Bidirectional: bidirectional).Make<double>(module);
            var run = new Run(layers, Lengths);
            Assert.All(run.Y.Concat(run.Dx), value => Assert.True(double.IsFinite(value)));
            Assert.All(run.Gradients.Parts, part => Assert.All(part.Values.ToArray(), value => Assert.True(double.IsFinite(value))));
        }
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_step_at_a_time_gives_the_same_as_a_run(string module)
    {
        var layers = new LayerOptions(Inputs, 5, 3).Make<float>(module);
        layers.Prepare();
        var x = Enumerable.Range(0, Steps * 2 * Inputs).Select(i => MathF.Sin(i)).ToArray();
        float[] y = new float[Steps * 2 * 5], stepped = new float[y.Length];
        LayerState<float> state = layers.CreateState(2), streamed = layers.CreateState(2);
        layers.Forward(layers.CreateWorkspace(Steps, 2, Mode.Evaluate), x, y, state);
        for (var step = 0; step < Steps; step++)
            layers.Step(x.AsSpan(step * 2 * Inputs, 2 * Inputs), stepped.AsSpan(step * 10, 10), streamed);
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(y[i], stepped[i], 1e-6); // a few roundings of values below 1
        Assert.Equal(LayerRun.Widen(Read(state, "h")), LayerRun.Widen(Read(streamed, "h")), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_run_of_no_steps_changes_nothing()
    {
        var lstm = new Lstm<float>(Inputs, 5, 2);
        var state = lstm.CreateState(2);
        state.Write("h", [.. Enumerable.Range(0, 20).Select(i => (float)i)]);
        var before = Read(state, "h");
        lstm.Forward(lstm.CreateWorkspace(0, 2), [], [], state);
        Assert.Equal(before, Read(state, "h"));
    }

    [Fact]
    public void A_cloned_state_goes_its_own_way()
    {
        var lstm = new Lstm<float>(Inputs, 5);
        var state = lstm.CreateState(1);
        lstm.Step([1, 2, 3], new float[5], state);
        var clone = state.Clone();
        Assert.Equal(Read(state, "c"), Read(clone, "c"));
        lstm.Step([1, 2, 3], new float[5], state);
        Assert.NotEqual(Read(state, "c"), Read(clone, "c"));
        state.Reset();
        Assert.All(Read(state, "c"), value => Assert.Equal(0f, value));
    }

    private static T[] Read<T>(LayerState<T> state, string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var values = new T[state.Shape(name).Aggregate(1, (product, extent) => product * extent)];
        state.Read(name, values);
        return values;
    }

    /// <summary>A training run over waves, from states and with final gradients other than zero. What lies beyond a length is NaN, so that reading it would show.</summary>
    private sealed class Run
    {
        public Run(RecurrentLayers<double> layers, int[] lengths)
        {
            var batch = lengths.Length;
            double[] x = Waves(Steps * batch * Inputs), dy = Waves(Steps * batch * layers.OutputSize);
            Poison(x, Inputs, lengths);
            Poison(dy, layers.OutputSize, lengths);
            Y = new double[dy.Length];
            Dx = new double[x.Length];
            State = layers.CreateState(batch);
            foreach (var name in State.Names)
                State.Write(name, Waves(State.Shape(name).Aggregate(1, (product, extent) => product * extent)));
            (Initial, DState, DFinal) = (State.Clone(), State.Clone(), State.Clone());
            var workspace = layers.CreateWorkspace(Steps, batch);
            layers.Forward(workspace, x, Y, State, lengths);
            Gradients = layers.CreateGradients();
            layers.Backward(workspace, dy, Dx, DState, Gradients);
        }

        public double[] Y { get; }

        public double[] Dx { get; }

        public LayerGradients<double> Gradients { get; }

        public LayerState<double> State { get; }

        public LayerState<double> Initial { get; }

        public LayerState<double> DState { get; }

        public LayerState<double> DFinal { get; }

        private static double[] Waves(int count) => [.. Enumerable.Range(1, count).Select(i => Math.Sin(i))];

        private static void Poison(double[] values, int features, int[] lengths)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (i / features / lengths.Length >= lengths[i / features % lengths.Length])
                    values[i] = double.NaN;
            }
        }
    }
}

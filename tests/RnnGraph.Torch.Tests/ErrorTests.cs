namespace RnnGraph.Torch.Tests;

/// <summary>What is asked for wrongly is told with the argument's name, what is expected and what was given.</summary>
public sealed class ErrorTests
{
    public static TheoryData<string, Action> Wrong => new()
    {
        { "The inputSize of nn.LSTM is at least 1; 0 was given", () => _ = new Lstm<float>(0, 20) },
        { "The hiddenSize of nn.GRU is at least 1; -1 was given", () => _ = new Gru<float>(10, -1) },
        { "The numLayers of nn.RNN is at least 1; 0 was given", () => _ = new Rnn<float>(10, 20, 0) },
        { "The dropout of nn.LSTM is the probability of a value to be zeroed, from 0 to 1; 1.5 was given", () => _ = new Lstm<float>(10, 20, 2, dropout: 1.5) },
        { "The dropout of nn.GRU is the probability of a value to be zeroed, from 0 to 1; NaN was given", () => _ = new Gru<float>(10, 20, 2, dropout: double.NaN) },
        { "nn.RNN drops values between layers, so a dropout of 0.5 needs numLayers of at least 2; with 1 layer give 0", () => _ = new Rnn<float>(10, 20, dropout: 0.5) },
        { "The projSize of nn.LSTM lies between 0 (no projection) and 19, below hiddenSize; 20 was given", () => _ = new Lstm<float>(10, 20, projSize: 20) },
        { "The nonlinearity of nn.RNN is Tanh or Relu; 7 was given", () => _ = new Rnn<float>(10, 20, nonlinearity: (Nonlinearity)7) },
        { "nn.LSTM has no parameter 'weight_hr_l0' here. It has: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0.", () => new Lstm<float>(1, 2).Parameters.Read("weight_hr_l0", []) },
        { "'weight_ih_l0' is [8, 1], 8 values; 7 were given", () => new Lstm<float>(1, 2).Parameters.Write("weight_ih_l0", new float[7]) },
        { "nn.GRU has no state 'c'. It has: h.", () => new Gru<float>(1, 2).CreateState(1).Read("c", []) },
        { "State 'h' of nn.GRU is [2, 3, 4], 24 values; 12 were given", () => new Gru<float>(1, 4, 2).CreateState(3).Write("h", new float[12]) },
        { "x is [T, B, input_size] = [5, 3, 10], 150 values; 140 were given", () => Forward(new Lstm<float>(10, 20), 140, 300) },
        { "y is [T, B, OutputSize] = [5, 3, 40], 600 values; 300 were given", () => Forward(new Lstm<float>(10, 20, bidirectional: true), 150, 300) },
        { "x is [B, T, input_size] = [3, 5, 10], 150 values; 151 were given", () => Forward(new Gru<float>(10, 20, batchFirst: true), 151, 300) },
        { "The batch has 3 sequences; 2 lengths were given", () => Forward(new Gru<float>(10, 20), 150, 300, [1, 2]) },
        { "Lengths lie between 0 and the workspace's 5 steps; sequence 1 has 6", () => Forward(new Gru<float>(10, 20), 150, 300, [1, 6, 5]) },
        { "Lengths lie between 0 and the workspace's 5 steps; sequence 2 has -1", () => Forward(new Gru<float>(10, 20), 150, 300, [1, 5, -1]) },
        { "The run has 3 sequences; the state has 2", () => StateOf(new Gru<float>(10, 20), gru => gru.CreateState(2)) },
        { "The state was made by other layers (nn.LSTM)", () => StateOf(new Gru<float>(10, 20), _ => new Lstm<float>(10, 20).CreateState(3)) },
        { "The workspace was made by other layers (nn.RNN)", () => new Gru<float>(10, 20).Forward(new Rnn<float>(10, 20).CreateWorkspace(5, 3), new float[150], new float[300]) },
        { "x of a step is [B, input_size] = [2, 3], 6 values; 3 were given", () => Step(new Gru<float>(3, 4), 3) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void The_message_says_what_to_do(string expected, Action run) => Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(run).Message, StringComparison.Ordinal);

    [Fact]
    public void A_bidirectional_layer_has_no_steps() => Assert.Contains(
        "its reversed direction starts at a sequence's end", Assert.Throws<InvalidOperationException>(() => Step(new Gru<float>(3, 4, bidirectional: true), 6)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_backward_run_needs_training_and_a_forward_run()
    {
        var gru = new Gru<float>(3, 4);
        var evaluation = gru.CreateWorkspace(2, 1, Mode.Evaluate);
        Assert.Contains("Mode.Train", Assert.Throws<ArgumentException>(() => gru.Backward(evaluation, [], [], null, gru.CreateGradients())).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => gru.Backward(gru.CreateWorkspace(2, 1), [], [], null, gru.CreateGradients()));
        var others = new Gru<float>(3, 4).CreateGradients();
        Assert.Contains("The gradients were made by other layers", Assert.Throws<ArgumentException>(() => gru.Backward(gru.CreateWorkspace(2, 1), [], [], null, others)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_computes_in_float_or_double() => Assert.Contains("float or double; Half was given", Assert.Throws<NotSupportedException>(() => new Lstm<Half>(1, 2)).Message, StringComparison.Ordinal);

    private static void Forward(RecurrentLayers<float> layers, int x, int y, int[]? lengths = null) =>
        layers.Forward(layers.CreateWorkspace(5, 3), new float[x], new float[y], lengths: lengths);

    private static void StateOf(RecurrentLayers<float> layers, Func<RecurrentLayers<float>, LayerState<float>> state) =>
        layers.Forward(layers.CreateWorkspace(5, 3), new float[150], new float[300], state(layers));

    private static void Step(RecurrentLayers<float> layers, int x) => layers.Step(new float[x], new float[8], layers.CreateState(2));
}

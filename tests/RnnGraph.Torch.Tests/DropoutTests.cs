namespace RnnGraph.Torch.Tests;

/// <summary>Dropout between layers. Its exact values are held to PyTorch by the files lstm-dropout and gru-dropout-bidirectional; here is what a user relies on.</summary>
public sealed class DropoutTests
{
    private const int Steps = 50;
    private const int Batch = 20;
    private const int Hidden = 10;

    /// <summary>An upper layer that shows what reaches it: relu(x), with the identity as W and no recurrence, over a lower layer whose h is always tanh(1).</summary>
    private static Rnn<float> Glass(double dropout)
    {
        var rnn = new Rnn<float>(1, Hidden, 2, Nonlinearity.Relu, dropout: dropout);
        foreach (var parameter in rnn.Parameters)
            rnn.Parameters.Write(parameter.Name, new float[parameter.Size]);
        rnn.Parameters.Write("bias_ih_l0", [.. Enumerable.Repeat(1f, Hidden)]);
        var identity = new float[Hidden * Hidden];
        for (var i = 0; i < Hidden; i++)
            identity[(i * Hidden) + i] = 1;
        rnn.Parameters.Write("weight_ih_l1", identity);
        return rnn;
    }

    private static float[] Run(Rnn<float> rnn, Mode mode, ulong seed = 1, ulong draw = 0, int threads = 1)
    {
        var workspace = rnn.CreateWorkspace(Steps, Batch, mode, threads);
        (workspace.Seed, workspace.Draw) = (seed, draw);
        var y = new float[Steps * Batch * Hidden];
        rnn.Forward(workspace, new float[Steps * Batch], y);
        return y;
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Values_are_dropped_with_its_probability_and_scaled_by_what_is_left(double p)
    {
        var y = Run(Glass(p), Mode.Train);
        var kept = y.Where(value => value != 0).ToArray();
        Assert.All(kept, value => Assert.Equal(1 / (1 - p), value, 1e-6));
        // 10,000 independent draws: the count lies within five standard deviations but once in a million seeds, and this seed is fixed.
        Assert.InRange(kept.Length, (y.Length * (1 - p)) - (5 * Math.Sqrt(y.Length * p * (1 - p))), (y.Length * (1 - p)) + (5 * Math.Sqrt(y.Length * p * (1 - p))));
    }

    [Fact]
    public void Neighbours_are_dropped_independently()
    {
        var y = Run(Glass(0.5), Mode.Train);
        foreach (var distance in new[] { 1, Hidden, Hidden * Batch })
        {
            var equal = 0;
            for (var i = distance; i < y.Length; i++)
                equal += y[i] == y[i - distance] ? 1 : 0;
            var pairs = y.Length - distance;
            Assert.InRange(equal, (pairs / 2.0) - (2.5 * Math.Sqrt(pairs)), (pairs / 2.0) + (2.5 * Math.Sqrt(pairs))); // five standard deviations, √(pairs/4) each
        }
    }

    [Fact]
    public void A_run_is_repeated_by_its_seed_and_draw()
    {
        var rnn = Glass(0.5);
        var first = Run(rnn, Mode.Train, seed: 3, draw: 5);
        Assert.Equal(first, Run(rnn, Mode.Train, seed: 3, draw: 5));
        Assert.Equal(first, Run(rnn, Mode.Train, seed: 3, draw: 5, threads: 2));
        Assert.NotEqual(first, Run(rnn, Mode.Train, seed: 4, draw: 5));
        Assert.NotEqual(first, Run(rnn, Mode.Train, seed: 3, draw: 6));
    }

    [Fact]
    public void Every_training_run_has_masks_of_its_own()
    {
        var rnn = Glass(0.5);
        var workspace = rnn.CreateWorkspace(Steps, Batch);
        float[] first = new float[Steps * Batch * Hidden], second = new float[first.Length];
        rnn.Forward(workspace, new float[Steps * Batch], first);
        rnn.Forward(workspace, new float[Steps * Batch], second);
        Assert.NotEqual(first, second);
        Assert.Equal(2UL, workspace.Draw);
    }

    [Fact]
    public void Layers_have_masks_of_their_own()
    {
        var gru = new Gru<float>(1, 8, 3, dropout: 0.5);
        var workspace = gru.CreateWorkspace(4, 2);
        var values = new float[4 * 2 * 8];
        float[] lower = [.. values.Select(_ => 1f)], upper = [.. lower];
        Layout.DropoutMask.Apply<float>(lower, 0.5, workspace.Seed, 0, 0);
        Layout.DropoutMask.Apply<float>(upper, 0.5, workspace.Seed, 0, 1);
        Assert.NotEqual(lower, upper);
    }

    [Fact]
    public void Evaluation_drops_nothing() => Assert.All(Run(Glass(0.5), Mode.Evaluate), value => Assert.Equal(1f, value));

    [Fact]
    public void A_probability_of_1_drops_everything() => Assert.All(Run(Glass(1), Mode.Train), value => Assert.Equal(0f, value));
}

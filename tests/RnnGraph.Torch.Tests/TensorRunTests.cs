using System.Numerics.Tensors;

namespace RnnGraph.Torch.Tests;

/// <summary>The layers called as PyTorch's modules are: tensors in, tensors out.</summary>
public sealed class TensorRunTests
{
    [Fact]
    public void Batch_first_changes_x_and_y_alone()
    {
        var vectors = LayerVectors.Load("gru-bidirectional-batch-first");
        var gru = (Gru<double>)LayerRun.Layers<double>(vectors);
        var (y, final) = gru.Run(Tensor.Create(vectors.X, [4, 6, 3]), Tensor.Create(vectors.Initial["h"], [4, 4, 5]), vectors.Lengths);
        Assert.Equal([4, 6, 10], y.Lengths.ToArray());
        Assert.Equal([4, 4, 5], final.Lengths.ToArray());
        AssertNear(vectors.Y, y);
        AssertNear(vectors.Final["h"], final);
    }

    [Fact]
    public void One_sequence_needs_no_batch()
    {
        var rnn = new Rnn<double>(3, 5, 2);
        var x = Enumerable.Range(0, 12).Select(i => Math.Sin(i)).ToArray();
        var h0 = Enumerable.Range(0, 10).Select(i => Math.Cos(i)).ToArray();
        var (y, final) = rnn.Run(Tensor.Create(x, [4, 3]), Tensor.Create(h0, [2, 5]));
        Assert.Equal([4, 5], y.Lengths.ToArray());
        Assert.Equal([2, 5], final.Lengths.ToArray());
        var (yOfBatch, finalOfBatch) = rnn.Run(Tensor.Create(x, [4, 1, 3]), Tensor.Create(h0, [2, 1, 5]));
        AssertNear([.. yOfBatch], y);
        AssertNear([.. finalOfBatch], final);
    }

    [Fact]
    public void Without_a_state_it_starts_from_zeros()
    {
        var gru = new Gru<float>(3, 5);
        var x = Tensor.Create(Enumerable.Range(0, 12).Select(i => MathF.Sin(i)).ToArray(), [2, 2, 3]);
        Assert.Equal([.. gru.Run(x, Tensor.Create(new float[10], [1, 2, 5])).Y], [.. gru.Run(x).Y]);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var lstm = new Lstm<float>(10, 20, 2);
        var x = Tensor.Create(new float[5 * 3 * 11], [5, 3, 11]);
        Assert.Contains("x of nn.LSTM is [T, B, input_size], or [T, input_size] for one sequence, with an input_size of 10; [5, 3, 11] was given", Message(() => lstm.Run(x)), StringComparison.Ordinal);
        x = Tensor.Create(new float[5 * 3 * 10], [5, 3, 10]);
        var state = Tensor.Create(new float[2 * 5 * 20], [2, 5, 20]);
        Assert.Contains("The initial h of nn.LSTM is [2, 3, 20]; [2, 5, 20] was given", Message(() => lstm.Run(x, (state, state))), StringComparison.Ordinal);
    }

    private static string Message(Action run) => Assert.Throws<ArgumentException>(run).Message;

    private static void AssertNear(double[] expected, Tensor<double> actual)
    {
        var values = actual.ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(expected[i], values[i], 1e-12); // values of tanh's size; see LayersAgainstTorchTests
    }
}

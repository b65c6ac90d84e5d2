using System.Numerics.Tensors;
using RnnGraph.Torch.Tests;

namespace RnnGraph.Cells.Tests.Catalogued.Claims;

/// <summary>
/// The example of nn.LSTM's documentation, <c>rnn = nn.LSTM(10, 20, 2)</c>, x 5×3×10, h0 and c0 2×3×20: called as PyTorch's module is, it gives PyTorch's numbers, and so do all gradients. The tests of
/// RnnGraph.Torch go on from here, over the other modules and options.
/// </summary>
internal static class TorchSurface
{
    /// <summary>Tensors in and out, then a training run in both precisions.</summary>
    public static void Check()
    {
        var vectors = LayerVectors.Load("lstm-004");
        CheckTensors(vectors);
        LayerRun.AssertEqual(LayerRun.Expected(vectors), LayerRun.Execute<double>(vectors), LayerRun.DoubleTolerance, "double");
        LayerRun.AssertEqual(LayerRun.Expected(vectors), LayerRun.Execute<float>(vectors), LayerRun.SingleTolerance, "float");
    }

    private static void CheckTensors(LayerVectors vectors)
    {
        var rnn = new Torch.Lstm<double>(10, 20, 2);
        foreach (var (name, values) in vectors.Parameters)
            rnn.Parameters.Write(name, values);

        var input = Tensor.Create(vectors.X, [5, 3, 10]);
        var h0 = Tensor.Create(vectors.Initial["h"], [2, 3, 20]);
        var c0 = Tensor.Create(vectors.Initial["c"], [2, 3, 20]);
        var (output, (hn, cn)) = rnn.Run(input, (h0, c0));

        AssertNear(vectors.Y, output, [5, 3, 20]);
        AssertNear(vectors.Final["h"], hn, [2, 3, 20]);
        AssertNear(vectors.Final["c"], cn, [2, 3, 20]);
    }

    private static void AssertNear(double[] expected, Tensor<double> actual, nint[] shape)
    {
        Assert.Equal(shape, actual.Lengths.ToArray());
        foreach (var (value, given) in expected.Zip(actual.ToArray()))
            Assert.Equal(value, given, LayerRun.DoubleTolerance); // values of tanh's size
    }
}

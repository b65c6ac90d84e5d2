using static RnnGraph.Onnx.Tests.Wire;

namespace RnnGraph.Onnx.Tests;

/// <summary>What ONNX Runtime doesn't run of recurrent nodes: double precision, sequences of no steps, hidden_size left out.</summary>
public class RecurrentTests
{
    private const int Hidden = 3, Inputs = 2, Steps = 3, Batch = 2;

    private static readonly float[] X = Draw(1, Steps * Batch * Inputs), W = Draw(2, 4 * Hidden * Inputs), R = Draw(3, 4 * Hidden * Hidden), B = Draw(4, 8 * Hidden), H = Draw(5, Batch * Hidden), C = Draw(6, Batch * Hidden), P = Draw(7, 3 * Hidden);

    [Fact]
    public void Double_precision_is_the_same_up_to_rounding()
    {
        var (single, twice) = (RunLstm(null, values => values), RunLstm(null, values => Array.ConvertAll(values, value => (double)value)));
        var (left, right) = (((OnnxTensor<float>)single["y"]).Array, ((OnnxTensor<double>)twice["y"]).Array);
        Assert.Equal([Steps, 1, Batch, Hidden], twice["y"].Shape.ToArray());
        Assert.All(left.Zip(right), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Contains(left.Zip(right), pair => pair.Second != pair.First);
    }

    [Fact]
    public void A_sequence_of_no_steps_ends_as_it_begins()
    {
        var results = RunLstm([0, Steps], values => values);
        var y = ((OnnxTensor<float>)results["y"]).Array;
        Assert.All(Enumerable.Range(0, Steps), step => Assert.Equal(new float[Hidden], y.AsSpan(step * Batch * Hidden, Hidden).ToArray()));
        Assert.Equal(H[..Hidden], ((OnnxTensor<float>)results["h"]).Array[..Hidden]);
        Assert.Equal(C[..Hidden], ((OnnxTensor<float>)results["c"]).Array[..Hidden]);
        Assert.Equal(y[^Hidden..], ((OnnxTensor<float>)results["h"]).Array[Hidden..]);
    }

    [Fact]
    public void A_run_of_no_steps_gives_the_states_it_was_given()
    {
        var node = Node("RNN", ["x", "w", "r", "", "", "h0"], ["y", "h"]);
        var inputs = new Dictionary<string, OnnxTensor>
        {
            ["x"] = OnnxTensor.Create(Array.Empty<float>(), 0, Batch, Inputs),
            ["w"] = OnnxTensor.Create(W[..(Hidden * Inputs)], 1, Hidden, Inputs),
            ["r"] = OnnxTensor.Create(R[..(Hidden * Hidden)], 1, Hidden, Hidden),
            ["h0"] = OnnxTensor.Create(H, 1, Batch, Hidden),
        };
        var results = Runner(node, inputs, "y", "h").Run(inputs);
        Assert.Equal([0, 1, Batch, Hidden], results["y"].Shape.ToArray());
        Assert.Equal(H, ((OnnxTensor<float>)results["h"]).Array);
    }

    [Fact]
    public void Weights_whose_owner_changes_them_count_in_the_next_run()
    {
        float[] weights = [1];
        var inputs = new Dictionary<string, OnnxTensor> { ["x"] = OnnxTensor.Create([1f], 1, 1, 1), ["w"] = OnnxTensor.Create(weights, 1, 1, 1), ["r"] = OnnxTensor.Create([0f], 1, 1, 1) };
        var runner = Runner(Node("RNN", ["x", "w", "r"], ["y"]), inputs, "y");
        Assert.Equal(MathF.Tanh(1), ((OnnxTensor<float>)runner.Run(inputs)["y"]).Array[0], 1e-6f);
        weights[0] = -2;
        Assert.Equal(MathF.Tanh(-2), ((OnnxTensor<float>)runner.Run(inputs)["y"]).Array[0], 1e-6f);
    }

    [Fact]
    public void Runs_do_not_change_what_they_are_given_or_gave()
    {
        var (first, second) = (RunLstm(null, values => values), RunLstm(null, values => values));
        Assert.Equal(((OnnxTensor<float>)first["h"]).Array, ((OnnxTensor<float>)second["h"]).Array);
        Assert.NotEqual(H, ((OnnxTensor<float>)first["h"]).Array);
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused_with_their_names()
    {
        Assert.Contains("sequence_lens [0, 4] must be from 0 to 3", Assert.Throws<OnnxException>(() => RunLstm([0, 4], values => values)).Problem, StringComparison.Ordinal);
        Assert.Contains("sequence_lens is [3], expected [2]", Assert.Throws<OnnxException>(() => RunLstm([0, 1, 2], values => values)).Problem, StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, OnnxTensor> RunLstm<T>(int[]? lengths, Func<float[], T[]> convert)
        where T : unmanaged
    {
        var inputs = new Dictionary<string, OnnxTensor>
        {
            ["x"] = OnnxTensor.Create(convert(X), Steps, Batch, Inputs),
            ["w"] = OnnxTensor.Create(convert(W), 1, 4 * Hidden, Inputs),
            ["r"] = OnnxTensor.Create(convert(R), 1, 4 * Hidden, Hidden),
            ["b"] = OnnxTensor.Create(convert(B), 1, 8 * Hidden),
            ["h0"] = OnnxTensor.Create(convert(H), 1, Batch, Hidden),
            ["c0"] = OnnxTensor.Create(convert(C), 1, Batch, Hidden),
            ["p"] = OnnxTensor.Create(convert(P), 1, 3 * Hidden),
        };
        if (lengths is not null)
            inputs["lengths"] = OnnxTensor.Create(lengths, lengths.Length);
        var node = Node("LSTM", ["x", "w", "r", "b", lengths is null ? "" : "lengths", "h0", "c0", "p"], ["y", "h", "c"]);
        return Runner(node, inputs, "y", "h", "c").Run(inputs);
    }

    private static OnnxRunner Runner((int, object) node, Dictionary<string, OnnxTensor> inputs, params string[] outputs) =>
        new(OnnxModel.Read(Model(22, [node, .. inputs.Select(pair => Value(11, pair.Key, pair.Value.ElementType)), .. outputs.Select(name => Value(12, name))]), "test.onnx"));

    private static float[] Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}

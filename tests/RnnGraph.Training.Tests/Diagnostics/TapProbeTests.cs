namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>A tap along one sequence, of values or tokens, and the unit that says most.</summary>
public sealed class TapProbeTests
{
    [Fact]
    public void It_reads_what_the_network_computes()
    {
        var values = TapProbe.Read(new Gates(2), new float[] { 1, -2, 0.5f, 4 }, "squashed");
        Assert.Equal((2, 2), (values.Units, values.Steps));
        Assert.Equal(Math.Tanh(1), values.Of(0)[0], 1e-6); // float's rounding
        Assert.Equal(Math.Tanh(4), values.Of(1)[1], 1e-6);
        Assert.Equal(1, values.UnitOfGreatestVariance());
        Assert.Throws<ArgumentOutOfRangeException>(() => values.Of(2));
    }

    [Fact]
    public void Tokens_are_read_and_targets_left_out()
    {
        var network = new CharRnn.Networks.GruTwo(4, 3);
        network.Initialize(5);
        int[] text = [0, 3, 1, 2, 2];
        var values = TapProbe.Read(network, text, "layer.1.memory");
        Assert.Equal((3, 5), (values.Units, values.Steps));

        // the memory of the last layer after each step is the state that streaming leaves
        var state = network.CreateState(1);
        for (var step = 0; step < text.Length; step++)
        {
            network.Step(new Inputs<float>([text[step]]).AndTokens([]), Outputs<float>.None, state);
            for (var unit = 0; unit < 3; unit++)
                Assert.Equal(state["layer.1.h"][unit], values.Of(unit)[step], 1e-6); // streaming agrees to rounding
        }
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains("has no tap 'hard' with a value at every step. It has: soft, squashed.", Assert.Throws<ArgumentException>(() => TapProbe.Read(new Gates(2), new float[4], "hard")).Message, StringComparison.Ordinal);
        Assert.Contains("is [T] tokens; values were given", Assert.Throws<ArgumentException>(() => TapProbe.Read(new CharRnn.Networks.GruOne(4, 3), new float[4], "layer.0.memory")).Message, StringComparison.Ordinal);
    }
}

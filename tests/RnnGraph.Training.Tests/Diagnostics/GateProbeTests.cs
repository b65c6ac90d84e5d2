namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>Which values are gates, and how often they are counted as open and shut.</summary>
public sealed class GateProbeTests
{
    // σ(3) = 0.953 is open, σ(−3) = 0.047 shut, σ(0) between
    private const float Open = 3;
    private const float Shut = -3;

    [Fact]
    public void Gates_are_the_taps_and_outputs_of_a_sigmoid()
    {
        Assert.Equal(["soft", "hard"], GateProbe.GatesOf(new Gates(2)).Select(gate => gate.Name));
        Assert.Equal(
            ["layer.0.forget", "layer.0.input", "layer.0.output", "layer.1.forget", "layer.1.input", "layer.1.output"],
            GateProbe.GatesOf(new CharRnn.Networks.LstmTwo(5, 3)).Select(gate => gate.Name).Order(StringComparer.Ordinal));
        Assert.Empty(GateProbe.GatesOf(new DenseNetwork(2, 2)));
    }

    [Fact]
    public void Steps_within_the_lengths_are_counted()
    {
        // [steps, rows, units]: the second row has one step, and what lies beyond it isn't counted
        var source = new Frames(
            [
                Open, Shut, Shut, Shut,
                Open, Shut, Open, Open,
                0, 0, Open, Open,
            ],
            lengths: [3, 1]);
        var gates = GateProbe.Measure(new Gates(2), source);

        Assert.Equal(["soft", "hard"], gates.Select(gate => gate.Name));
        Assert.All(gates, gate =>
        {
            Assert.Equal([0.5, 0], gate.Units.Select(unit => unit.Open));
            Assert.Equal([0.25, 0.75], gate.Units.Select(unit => unit.Shut));
            Assert.Equal((0.25, 0.5), (gate.Open, gate.Shut));
        });
        var (open, shut) = (1 / (1 + Math.Exp(-Open)), 1 / (1 + Math.Exp(-Shut)));
        Assert.Equal(((2 * open) + shut + 0.5) / 4, gates[0].Units[0].Mean, 1e-6); // float's rounding
        Assert.Equal(gates[0].Units.Average(unit => unit.Mean), gates[0].Mean);
    }

    [Fact]
    public void Batches_are_taken_from_where_the_source_stands_and_it_stands_there_again()
    {
        var source = new Frames([.. Enumerable.Repeat(Open, 12)], lengths: [3, 3]);
        source.Next();
        Assert.All(GateProbe.Measure(new Gates(2), source, batches: 3), gate => Assert.Equal(1, gate.Open));
        Assert.Equal([1L], source.Position);
        Assert.Equal(4, source.Given);
    }

    [Fact]
    public void Without_a_step_there_is_nothing_to_say() => Assert.Empty(GateProbe.Measure(new Gates(2), new Frames(new float[12], lengths: [0, 0])));
}

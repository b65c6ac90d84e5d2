using RnnGraph.Cells.Tests.Oracles;

namespace RnnGraph.Cells.Tests.Catalogued;

/// <summary>What the running maximum of slstm is for: gates far beyond the range of exp, from the first step on, in float.</summary>
public sealed class StabiliserTests
{
    private const int Steps = 6;

    [Theory]
    [InlineData(-300)]
    [InlineData(-90)]
    [InlineData(90)]
    [InlineData(300)]
    public void An_input_gate_far_out_changes_nothing_but_what_it_should(float shift)
    {
        // From a state of zeros c/n is a weighted mean of the candidates; to shift ĩ by the same number at every step multiplies all weights alike.
        var expected = Run(0);
        var shifted = Run(shift);
        Assert.All(shifted.Tensors.SelectMany(tensor => tensor.Values), value => Assert.True(double.IsFinite(value)));
        Agreement.AssertEqual(Comparable(expected), Comparable(shifted), 1e-4, $"ĩ shifted by {shift}");
    }

    // ĩ of 300 has five digits behind the point left in float: 3e-5.
    private static RunResult Comparable(RunResult run) => new() { Outputs = run.Outputs, InputGradients = run.InputGradients };

    private static RunResult Run(float shift)
    {
        var definition = Definition.WithId("slstm");
        int[] sizes = [3, 5];
        var data = new ReferenceCell(definition, sizes).Draw(Steps, [Steps, 2]).WithZeroStates();
        data.Parameters["i.b"] = Array.ConvertAll(data.Parameters["i.b"], value => value + shift);
        return CompiledRun.Execute(Compiled.Single(definition, sizes), data);
    }
}

using System.Globalization;
using RnnGraph.Cells.Tests.Oracles;
using RnnGraph.Interpreting;

namespace RnnGraph.Cells.Tests.Interpretation;

/// <summary>The derived graph of every definition against central differences of the graph itself.</summary>
public sealed class CentralDifferenceTests
{
    /// <summary>
    /// With a width of 1e-5 the rounding of the loss costs about 1e-11 and the third derivative, 1e-10 times a factor that three steps of these cells keep below some hundreds.
    /// </summary>
    private const double Tolerance = 1e-7;

    /// <summary>A hundred widths: no side of a difference may cross a kink.</summary>
    private const double Near = 1e-3;

    public static TheoryData<string> Definitions => Definition.OddNames;

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Gradients_agree(string name) => Check(Definition.Find(name));

    /// <summary>The derived graph of a definition against central differences.</summary>
    internal static void Check(Definition definition)
    {
        var sizes = definition.Sizes(4);
        var data = new ReferenceCell(definition, sizes).Draw(steps: 3, lengths: [3, 0, 2], Near);
        var arguments = new GraphArguments(data.Steps, data.Batch, data.Lengths) { Seed = data.Seed, Mode = Mode.Train };
        foreach (var (input, values) in data.Inputs)
            arguments.Inputs[input] = Array.ConvertAll(values, value => double.IsNaN(value) ? 0 : value);
        foreach (var (state, values) in data.Initial)
            arguments.Given[state] = values;
        foreach (var (key, values) in data.Parameters)
            arguments.Parameters[key] = values;

        var worst = CentralDifferences.Compare(definition.Record().Bind(definition.Bindings(sizes)), arguments)[0];
        Assert.True(worst.Error <= Tolerance, string.Create(CultureInfo.InvariantCulture, $"{definition.Name}: {worst}"));
    }
}

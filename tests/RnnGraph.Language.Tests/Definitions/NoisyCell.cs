using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>Each of the random regularisers once.</summary>
internal static class NoisyCell
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Noise("noise", cell.Input("x", input), 0.25f);
        var h = cell.State("h", hidden);

        cell.NoiseOnWeights(0.125f);
        var z = Sigmoid(cell.Affine("z", hidden, ("W", x), ("U", cell.Dropout("left", h, 0.5f, perSequence: true))));
        cell.NoiseOnWeights(0);
        var bias = cell.WeightNoise(cell.Bias("n", hidden), 0.5f);
        var n = Tanh(cell.Dense("n", hidden, ("W", x)) + cell.Dense("n", hidden, h) + bias + cell.Normal("shift", hidden, 0.1f, perSequence: true));

        cell.Next(h, cell.Zoneout("stay", h, z * n, 0.25f));
        cell.Output("y", cell.Dropout("thin", h.Next, 0.25f));
    }
}

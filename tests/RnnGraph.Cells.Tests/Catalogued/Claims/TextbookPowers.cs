using GradientFlowSample;
using RnnGraph.Training;

namespace RnnGraph.Cells.Tests.Catalogued.Claims;

/// <summary>‖∂h_T/∂h_t‖ of a scalar cell h = w·h⁻ + x is |w|^(T−t): after 100 steps 0.9^100 = 2.656e-5 and 1.1^100 = 13780.6.</summary>
internal static class TextbookPowers
{
    /// <summary>Measured at every t, by the probe that measures any cell.</summary>
    public static void Check()
    {
        foreach (var (weight, after100) in new[] { (0.9, 2.656139888758752e-05), (1.1, 13780.612339822364), (1, 1), (-0.9, 2.656139888758752e-05) })
        {
            var cell = new ScalarCell();
            cell.Parameters.Write("h.w", [weight]);
            var flow = GradientFlowProbe.Measure(cell, new double[100]);
            Assert.Equal(100, flow.Steps);
            for (var t = 0; t <= 100; t++)
                Assert.Equal(Math.Pow(Math.Abs(weight), 100 - t), flow.Norms[t], 1e-12 * Math.Pow(1.1, 100 - t)); // a hundred roundings
            Assert.Equal(1, flow.Norms[0] / after100, 1e-12);
            Assert.Equal(Math.Abs(weight), flow.FactorPerStep, 1e-12);
        }
    }
}

using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>The reset gate acts on the product, as in PyTorch and cuDNN.</summary>
internal static class GruTorch
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x) + (r * (cell.Dense("n", hidden, h) + cell.Bias("n", "b_hh", hidden))));

        cell.Next(h, ((1 - z) * n) + (z * h));
        cell.Output("y", h.Next);
    }
}

using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

internal static class GruResetBefore
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x, ("U", r * h)));

        cell.Next(h, ((1 - z) * n) + (z * h));
        cell.Output("y", h.Next);
    }
}

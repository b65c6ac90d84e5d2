using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>One of each of the builder's ready parts.</summary>
internal static class Parts
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var size = 2 * hidden;
        var x = cell.Input("x", input);
        var h = cell.State("h", size);

        var before = cell.Delay("x1", x);
        var long_ago = cell.Delay("x2", before);
        var window = cell.Dense("n", size, "W.0", x) + cell.Dense("n", size, "W.1", before) + cell.Dense("n", size, "W.2", long_ago);
        var heads = cell.BlockDiagonal("n", 2, h) + cell.BlockDiagonal("n", 2, ("V", Tanh(h)));
        var form = cell.Bilinear("form", size, 3, x, h);
        var gates = cell.LayerNorm("norm", window + heads + form);

        cell.Next(h, Concat(Sigmoid(Slice(gates, 0, hidden)), LogSoftmax(Slice(gates, hidden, hidden)) * Expand(Variance(x), hidden)));
        cell.Output("y", h.Next);
    }
}

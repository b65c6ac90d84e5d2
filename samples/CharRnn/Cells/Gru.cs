using RnnGraph;
using static RnnGraph.Op;

namespace CharRnn.Cells;

/// <summary>A gated recurrent unit (Cho et al. 2014) whose reset gate acts after the product, so that all products of a step read the same state.</summary>
[RecurrentCell]
public partial class Gru
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x) + r * cell.Dense("n", hidden, h));

        cell.Next(h, (1f - z) * n + z * h);
        cell.Output("y", h.Next);

        cell.Tap("reset", r);
        cell.Tap("update", z);
        cell.Tap("memory", h.Next);
    }
}

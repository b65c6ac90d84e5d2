using RnnGraph;
using static RnnGraph.Op;

namespace CharRnn.Cells;

/// <summary>The plain recurrent network (Elman 1990): h = tanh(W x + U h⁻ + b).</summary>
[RecurrentCell]
public partial class Vanilla
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
        cell.Output("y", h.Next);
        cell.Tap("memory", h.Next);
    }
}

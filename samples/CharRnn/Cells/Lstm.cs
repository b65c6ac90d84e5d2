using RnnGraph;
using static RnnGraph.Op;

namespace CharRnn.Cells;

/// <summary>A long short-term memory (Hochreiter &amp; Schmidhuber 1997) with a forget gate that starts open (Gers et al. 2000: bias 1).</summary>
[RecurrentCell]
public partial class Lstm
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: 1f));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));

        cell.Next(c, f * c + i * g);
        var memory = Tanh(c.Next);
        cell.Next(h, o * memory);
        cell.Output("y", h.Next);

        cell.Tap("input", i);
        cell.Tap("forget", f);
        cell.Tap("output", o);
        cell.Tap("memory", memory);
    }
}

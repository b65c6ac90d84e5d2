using RnnGraph;
using static RnnGraph.Op;

namespace CharRnn.Cells;

/// <summary>An LSTM whose gates also see the memory cell, each unit its own (Gers &amp; Schmidhuber 2000).</summary>
[RecurrentCell]
public partial class Peephole
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h) + cell.Diagonal("i", c));
        var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: 1f) + cell.Diagonal("f", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        cell.Next(c, f * c + i * g);

        var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", c.Next));
        var memory = Tanh(c.Next);
        cell.Next(h, o * memory);
        cell.Output("y", h.Next);

        cell.Tap("input", i);
        cell.Tap("forget", f);
        cell.Tap("output", o);
        cell.Tap("memory", memory);
    }
}

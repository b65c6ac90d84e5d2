using RnnGraph;
using static RnnGraph.Op;

namespace Definitions;

[RecurrentCell]
public partial class SimpleRnn
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
        cell.Output("y", h.Next);
    }
}

[RecurrentCell]
public partial class PeepholeLstm
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h) + cell.Diagonal("i", c));
        var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: 1f) + cell.Diagonal("f", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var cNew = f * c + i * g;
        var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", cNew));

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

[RecurrentCell(64, 128)]
public partial class BoundGru
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x, ("U", r * h)));
        cell.Next(h, (1f - z) * n + z * h);
        cell.Output("y", h.Next);
    }
}

[RecurrentCell<PeepholeLstm>(64, 128)]
public partial class SmallPeephole;

[RecurrentCell<SimpleRnn>(Precision = Precision.Double)]
public partial class DoubleRnn;

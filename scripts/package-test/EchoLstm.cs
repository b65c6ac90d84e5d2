using RnnGraph;
using static RnnGraph.Op;

namespace PackageTest;

/// <summary>An LSTM of the user's own.</summary>
[RecurrentCell]
public partial class EchoLstm
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: 1f));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var cNew = f * c + i * g;
        var o = Sigmoid(cell.Affine("o", hidden, x, h));

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
    }
}

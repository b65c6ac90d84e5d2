using static RnnGraph.Op;

namespace RnnGraph.Training.Tests.Readme;

/// <summary>The cell of README.md, letter for letter.</summary>
[RecurrentCell]                               // or [RecurrentCell(64, 128)]: its sizes bound here
public partial class MyGru
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);      // reads as the previous step's value

        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x, ("U", r * h)));

        cell.Next(h, (1f - z) * n + z * h);
        cell.Output("y", h.Next);
    }
}

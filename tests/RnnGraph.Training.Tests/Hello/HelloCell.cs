using static RnnGraph.Op;

namespace RnnGraph.Training.Tests.Hello;

/// <summary>The toy network: 4 characters in, 3 units, 4 characters out; h = tanh(W_xh x + W_hh h⁻), y = W_hy h.</summary>
[RecurrentCell(4, 3, 4)]
public partial class HelloCell
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, Size output)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        cell.Next(h, Tanh(cell.Dense("h", hidden, x) + cell.Dense("h", hidden, h)));
        cell.Output("y", cell.Dense("y", output, h.Next));
    }
}

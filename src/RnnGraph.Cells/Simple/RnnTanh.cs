using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The simple recurrent network (id <c>rnn-tanh</c>):
/// <c>h = tanh(W·x + U·h⁻ + b)</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Elman, "Finding structure in time", 1990.</para>
/// <para>Parameters: <c>h.W</c> [hidden, input], <c>h.U</c> [hidden, hidden], both uniform in ±1/√hidden; <c>h.b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class RnnTanh
{
    /// <summary>States the equation.</summary>
    /// <param name="cell">Records it.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="RnnTanh"/> in double precision.</summary>
[RecurrentCell<RnnTanh>(Precision = Precision.Double)]
public partial class RnnTanhDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory as it was first published, without a forget gate (id <c>lstm-1997</c>):
/// <c>i, o = σ(W·x + U·h⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Hochreiter &amp; Schmidhuber, "Long short-term memory", 1997.</para>
/// <para>Parameters: for each gate of i, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class Lstm1997
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var cNew = c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Lstm1997"/> in double precision.</summary>
[RecurrentCell<Lstm1997>(Precision = Precision.Double)]
public partial class Lstm1997Double;

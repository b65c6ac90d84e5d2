using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Peepholes that are full matrices: a gate looks at every memory cell (id <c>peephole-full</c>):
/// <c>i, f = σ(W·x + U·h⁻ + P·c⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>o = σ(W·x + U·h⁻ + P·c + b)</c>, <c>h = o∘tanh c</c>,
/// <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Gers &amp; Schmidhuber, "Recurrent nets that time and count", 2000, in the form f = σ(W·[c⁻, h⁻, x] + b).</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0; for i, f, o also
/// <c>P</c> [hidden, hidden], uniform in ±1/√hidden.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class PeepholeFull
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

        var i = Sigmoid(cell.Affine("i", hidden, x, h, ("P", c)));
        var f = Sigmoid(cell.Affine("f", hidden, x, h, ("P", c)));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var cNew = f * c + i * g;
        var o = Sigmoid(cell.Affine("o", hidden, x, h, ("P", cNew)));

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="PeepholeFull"/> in double precision.</summary>
[RecurrentCell<PeepholeFull>(Precision = Precision.Double)]
public partial class PeepholeFullDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="Lstm"/> whose forget gate starts open (id <c>lstm-forget-1</c>):
/// <c>i, f, o = σ(W·x + U·h⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Jozefowicz, Zaremba &amp; Sutskever, "An empirical exploration of recurrent network architectures", 2015.</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0 but for <c>f.b</c>,
/// 1.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmForgetOne
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
        var f = Sigmoid(cell.Affine("f", hidden, x, h, bias: 1f));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var cNew = f * c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="LstmForgetOne"/> in double precision.</summary>
[RecurrentCell<LstmForgetOne>(Precision = Precision.Double)]
public partial class LstmForgetOneDouble;

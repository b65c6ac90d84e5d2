using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="Lstm"/> whose gates read a state from which units are left out, the same ones at every step (id <c>dropout-recurrent</c>):
/// <c>i, f, o = σ(W·x + U·(d∘h⁻) + b)</c>, <c>g = tanh(W·x + U·(d∘h⁻) + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// While training d is 0 with probability p, else 1/(1 − p), drawn once for each unit of a sequence; in evaluation d is 1.
/// </summary>
/// <remarks>
/// <para>Source: Gal &amp; Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks", 2016.</para>
/// <para>Parameters: those of <see cref="Lstm"/>: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c>
/// [hidden], 0.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmRecurrentDropout
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells.</param>
    /// <param name="leftOut">Probability p that a unit is left out.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, float leftOut = 0.25f)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var kept = cell.Dropout("dropout", h, leftOut, perSequence: true);
        var i = Sigmoid(cell.Affine("i", hidden, x, ("U", kept)));
        var f = Sigmoid(cell.Affine("f", hidden, x, ("U", kept)));
        var g = Tanh(cell.Affine("g", hidden, x, ("U", kept)));
        var o = Sigmoid(cell.Affine("o", hidden, x, ("U", kept)));
        var cNew = f * c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="LstmRecurrentDropout"/> in double precision.</summary>
[RecurrentCell<LstmRecurrentDropout>(Precision = Precision.Double)]
public partial class LstmRecurrentDropoutDouble;

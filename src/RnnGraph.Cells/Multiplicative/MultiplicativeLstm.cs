using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory whose gates read, in place of the state, its product with the input (id <c>lstm-multiplicative</c>):
/// <c>m = (W·x)∘(U·h⁻)</c>, <c>i, f, o = σ(W·x + U·m + b)</c>, <c>g = tanh(W·x + U·m + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Krause et al., "Multiplicative LSTM for sequence modelling", 2016.</para>
/// <para>Parameters: <c>m.W</c> [hidden, input] and <c>m.U</c> [hidden, hidden], and for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden],
/// uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class MultiplicativeLstm
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

        var m = cell.Dense("m", hidden, x) * cell.Dense("m", hidden, h);
        var i = Sigmoid(cell.Affine("i", hidden, x, ("U", m)));
        var f = Sigmoid(cell.Affine("f", hidden, x, ("U", m)));
        var g = Tanh(cell.Affine("g", hidden, x, ("U", m)));
        var o = Sigmoid(cell.Affine("o", hidden, x, ("U", m)));
        var cNew = f * c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="MultiplicativeLstm"/> in double precision.</summary>
[RecurrentCell<MultiplicativeLstm>(Precision = Precision.Double)]
public partial class MultiplicativeLstmDouble;

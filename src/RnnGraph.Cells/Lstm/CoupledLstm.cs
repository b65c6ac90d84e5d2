using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory that writes where it forgets: input and forget gate coupled, no peepholes (id <c>cifg</c>):
/// <c>f, o = σ(W·x + U·h⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + (1 − f)∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Greff et al., "LSTM: a search space odyssey", 2015 (CIFG).</para>
/// <para>Parameters: for each gate of f, g, o (none for i), <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class CoupledLstm
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

        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var cNew = f * c + (1f - f) * g;

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="CoupledLstm"/> in double precision.</summary>
[RecurrentCell<CoupledLstm>(Precision = Precision.Double)]
public partial class CoupledLstmDouble;

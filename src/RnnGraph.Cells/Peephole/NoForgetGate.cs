using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="PeepholeLstm"/> without a forget gate, f = 1 (id <c>nfg</c>):
/// <c>i = σ(W·x + U·h⁻ + p∘c⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = c⁻ + i∘g</c>, <c>o = σ(W·x + U·h⁻ + p∘c + b)</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Greff et al., "LSTM: a search space odyssey", 2015 (NFG).</para>
/// <para>Parameters: for each gate of i, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0; for i, o also the
/// peephole <c>p</c> [hidden], uniform in ±1/√hidden.</para>
/// </remarks>
[RecurrentCell]
public partial class NoForgetGate
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

        var i = Sigmoid(cell.Affine("i", hidden, x, h) + cell.Diagonal("i", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var cNew = c + i * g;
        var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", cNew));

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="NoForgetGate"/> in double precision.</summary>
[RecurrentCell<NoForgetGate>(Precision = Precision.Double)]
public partial class NoForgetGateDouble;

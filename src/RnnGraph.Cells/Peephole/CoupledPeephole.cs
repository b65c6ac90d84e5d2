using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="PeepholeLstm"/> with coupled input and forget gate (id <c>cifg-peephole</c>):
/// <c>f = σ(W·x + U·h⁻ + p∘c⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + (1 − f)∘g</c>, <c>o = σ(W·x + U·h⁻ + p∘c + b)</c>, <c>h = o∘tanh c</c>,
/// <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Greff et al., "LSTM: a search space odyssey", 2015 (CIFG); ONNX's LSTM with input_forget.</para>
/// <para>Parameters: for each gate of f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0; for f, o also the
/// peephole <c>p</c> [hidden], uniform in ±1/√hidden.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class CoupledPeephole
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

        var f = Sigmoid(cell.Affine("f", hidden, x, h) + cell.Diagonal("f", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var cNew = f * c + (1f - f) * g;
        var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", cNew));

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="CoupledPeephole"/> in double precision.</summary>
[RecurrentCell<CoupledPeephole>(Precision = Precision.Double)]
public partial class CoupledPeepholeDouble;

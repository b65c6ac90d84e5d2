using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="PeepholeLstm"/> without an output gate, o = 1 (id <c>nog</c>):
/// <c>i, f = σ(W·x + U·h⁻ + p∘c⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = tanh c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Greff et al., "LSTM: a search space odyssey", 2015 (NOG).</para>
/// <para>Parameters: for each gate of i, f, g, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0; for i, f also the
/// peephole <c>p</c> [hidden], uniform in ±1/√hidden.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class NoOutputGate
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
        var f = Sigmoid(cell.Affine("f", hidden, x, h) + cell.Diagonal("f", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var cNew = f * c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="NoOutputGate"/> in double precision.</summary>
[RecurrentCell<NoOutputGate>(Precision = Precision.Double)]
public partial class NoOutputGateDouble;

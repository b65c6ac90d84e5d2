using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="PeepholeLstm"/> whose memory leaves it unsquashed (id <c>noaf</c>):
/// <c>i, f = σ(W·x + U·h⁻ + p∘c⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>o = σ(W·x + U·h⁻ + p∘c + b)</c>, <c>h = o∘c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Greff et al., "LSTM: a search space odyssey", 2015 (NOAF).</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0; for i, f, o also the
/// peephole <c>p</c> [hidden], uniform in ±1/√hidden.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class NoOutputActivation
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
        var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", cNew));

        cell.Next(c, cNew);
        cell.Next(h, o * cNew);
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="NoOutputActivation"/> in double precision.</summary>
[RecurrentCell<NoOutputActivation>(Precision = Precision.Double)]
public partial class NoOutputActivationDouble;

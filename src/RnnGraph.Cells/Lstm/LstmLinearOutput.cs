using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory whose memory leaves it unsquashed (id <c>lstm-noaf-003</c>):
/// <c>i, f, o = σ(W·x + U·h⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>s = g∘i + s⁻∘f</c>, <c>h = s∘o</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: N. Jimenez, "Simple LSTM", 2014, whose backward pass is derived by hand.</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmLinearOutput
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var s = cell.State("s", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var sNew = g * i + s * f;

        cell.Next(s, sNew);
        cell.Next(h, sNew * o);
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="LstmLinearOutput"/> in double precision.</summary>
[RecurrentCell<LstmLinearOutput>(Precision = Precision.Double)]
public partial class LstmLinearOutputDouble;

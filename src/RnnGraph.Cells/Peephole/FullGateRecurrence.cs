using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// <see cref="PeepholeLstm"/> whose gates read what all gates said a step ago (id <c>fgr</c>):
/// <c>i, f = σ(W·x + U·h⁻ + p∘c⁻ + R_i·i⁻ + R_f·f⁻ + R_o·o⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>,
/// <c>o = σ(W·x + U·h⁻ + p∘c + R_i·i⁻ + R_f·f⁻ + R_o·o⁻ + b)</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Greff et al., "LSTM: a search space odyssey", 2015 (FGR); Hochreiter &amp; Schmidhuber 1997.</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0; for i, f, o also the
/// peephole <c>p</c> [hidden] and <c>R_i</c>, <c>R_f</c>, <c>R_o</c> [hidden, hidden], uniform in ±1/√hidden.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class FullGateRecurrence
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
        var iOld = cell.State("gate.i", hidden);
        var fOld = cell.State("gate.f", hidden);
        var oOld = cell.State("gate.o", hidden);

        var i = Sigmoid(Gate("i") + cell.Diagonal("i", c));
        var f = Sigmoid(Gate("f") + cell.Diagonal("f", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var cNew = f * c + i * g;
        var o = Sigmoid(Gate("o") + cell.Diagonal("o", cNew));

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Next(iOld, i);
        cell.Next(fOld, f);
        cell.Next(oOld, o);
        cell.Output("y", h.Next);
        cell.Tap("forget", f);

        Node Gate(string gate) => cell.Affine(gate, hidden, [x, h, ("R_i", iOld), ("R_f", fOld), ("R_o", oOld)]);
    }
}

/// <summary><see cref="FullGateRecurrence"/> in double precision.</summary>
[RecurrentCell<FullGateRecurrence>(Precision = Precision.Double)]
public partial class FullGateRecurrenceDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Memory blocks: several memory cells that share one set of gates (id <c>lstm-block-S</c>):
/// <c>i, f, o = σ(W·x + U·h⁻ + b), one for each block</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>s_bv = f_b s⁻_bv + i_b g_bv</c>, <c>h_bv = o_b tanh s_bv</c>,
/// <c>y = h</c>.
/// Cell v of block b is unit b·S + v.
/// </summary>
/// <remarks>
/// <para>Source: Hochreiter &amp; Schmidhuber, "Long short-term memory", 1997; Gers, Schmidhuber &amp; Cummins, "Learning to forget", 2000.</para>
/// <para>Parameters: for each gate of i, f, o, <c>W</c> [blocks, input], <c>U</c> [blocks, blocks·S], uniform in ±1/√blocks, <c>b</c> [blocks], 0; <c>g.W</c> [blocks·S,
/// input], <c>g.U</c> [blocks·S, blocks·S], uniform in ±1/√(blocks·S), <c>g.b</c> [blocks·S], 0.</para>
/// <para>Taps: <c>forget</c> [blocks], the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmBlock
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="blocks">Memory blocks; each has its own gates.</param>
    /// <param name="cells">Number S of memory cells in a block.</param>
    public static void Define(CellBuilder cell, Size input, Size blocks, int cells = 3)
    {
        var units = blocks * cells;
        var x = cell.Input("x", input);
        var h = cell.State("h", units);
        var s = cell.State("s", units);

        var i = Sigmoid(cell.Affine("i", blocks, x, h));
        var f = Sigmoid(cell.Affine("f", blocks, x, h));
        var o = Sigmoid(cell.Affine("o", blocks, x, h));
        var g = Tanh(cell.Affine("g", units, x, h));
        var sNew = RepeatEach(f, cells) * s + RepeatEach(i, cells) * g;

        cell.Next(s, sNew);
        cell.Next(h, RepeatEach(o, cells) * Tanh(sNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="LstmBlock"/> in double precision.</summary>
[RecurrentCell<LstmBlock>(Precision = Precision.Double)]
public partial class LstmBlockDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory with layer normalisation (id <c>lstm-layernorm</c>):
/// <c>i, f, g, o = σ, σ, tanh, σ of LN(W·x) + LN(U·h⁻) + b</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh(LN(c))</c>, <c>y = h</c>.
/// Each of the two products is normalised over all four gates at once; the memory is carried on as it is, and normalised where it leaves.
/// </summary>
/// <remarks>
/// <para>Source: Ba, Kiros &amp; Hinton, "Layer normalization", 2016, with ε = 1e-5.</para>
/// <para>Parameters: <c>gates.W</c> [4·hidden, input] and <c>gates.U</c> [4·hidden, hidden], uniform in ±1/√(4·hidden), <c>gates.b</c> [4·hidden], 0, the gates one after
/// another; <c>norm.x</c> and <c>norm.h</c>, each with <c>gain</c> [4·hidden], 1, and <c>shift</c> [4·hidden], 0; <c>norm.c</c>, likewise with [hidden].</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmLayerNorm
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

        var reads = cell.LayerNorm("norm.x", cell.Dense("gates", 4 * hidden, x)) + cell.LayerNorm("norm.h", cell.Dense("gates", 4 * hidden, h)) + cell.Bias("gates", 4 * hidden);
        var i = Sigmoid(Slice(reads, 0, hidden));
        var f = Sigmoid(Slice(reads, hidden, hidden));
        var g = Tanh(Slice(reads, 2 * hidden, hidden));
        var o = Sigmoid(Slice(reads, 3 * hidden, hidden));
        var cNew = f * c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cell.LayerNorm("norm.c", cNew)));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="LstmLayerNorm"/> in double precision.</summary>
[RecurrentCell<LstmLayerNorm>(Precision = Precision.Double)]
public partial class LstmLayerNormDouble;

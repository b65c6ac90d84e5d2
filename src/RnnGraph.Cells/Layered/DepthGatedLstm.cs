using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Layers of <see cref="PeepholeLstm"/> whose memories are joined by a gate of their own (id <c>depth-gated</c>):
/// <c>i, f = σ(W·x + U·h⁻ + p∘c⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>d = σ(W·x + p∘c⁻ + q∘c^(j−1) + b)</c>, <c>c = d∘c^(j−1) + f∘c⁻ + i∘g</c>,
/// <c>o = σ(W·x + U·h⁻ + p∘c + b)</c>, <c>h = o∘tanh c</c>, <c>y = h of the last layer</c>.
/// Here x is the input, or h of the layer below; c^(j−1) is the new memory of the layer below, and the lowest layer has none.
/// </summary>
/// <remarks>
/// <para>Source: Yao et al., "Depth-gated recurrent neural networks", 2015.</para>
/// <para>Parameters: for each layer j, keys beginning with <c>layer.j.</c>, those of <see cref="PeepholeLstm"/>; above the lowest also <c>d.W</c> [hidden, hidden],
/// <c>d.p</c> and <c>d.q</c> [hidden], uniform in ±1/√hidden, and <c>d.b</c> [hidden], 0.</para>
/// <para>Taps: <c>layer.j.forget</c>, the forget gate, and above the lowest layer <c>layer.j.depth</c>, the depth gate d.</para>
/// </remarks>
[RecurrentCell]
public partial class DepthGatedLstm
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells, of each layer.</param>
    /// <param name="layers">Number of layers, at least 1; the lowest has no depth gate.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, int layers = 2)
    {
        var x = cell.Input("x", input);
        var layer = cell.Scope("layer.0", c => PeepholeLstm.Define(c, input, hidden), x);
        for (var j = 1; j < layers; j++)
        {
            var below = layer.State("c").Next;
            layer = cell.Scope($"layer.{j}", c => Upper(c, hidden, below), layer.Output);
        }

        cell.Output("y", layer.Output);
    }

    private static void Upper(CellBuilder cell, Size hidden, Node below)
    {
        var x = cell.Input("x", hidden);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h) + cell.Diagonal("i", c));
        var f = Sigmoid(cell.Affine("f", hidden, x, h) + cell.Diagonal("f", c));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var d = Sigmoid(cell.Affine("d", hidden, x) + cell.Diagonal("d", c) + cell.Diagonal("d", "q", below));
        var cNew = d * below + f * c + i * g;
        var o = Sigmoid(cell.Affine("o", hidden, x, h) + cell.Diagonal("o", cNew));

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
        cell.Tap("depth", d);
    }
}

/// <summary><see cref="DepthGatedLstm"/> in double precision.</summary>
[RecurrentCell<DepthGatedLstm>(Precision = Precision.Double)]
public partial class DepthGatedLstmDouble;

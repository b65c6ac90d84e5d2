using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Nobody's paper: layers of long short-term memory with one scalar gate each, a normalised memory and a bilinear candidate (id <c>users-cell</c>):
/// <c>i, f, o = σ(W·x + U·h⁻ + b)</c>, <c>s = σ(w·x + u·h⁻ + b), a scalar</c>, <c>g = tanh(W·x + U·h⁻ + h⁻ᵀB x + b)</c>, <c>c = f∘c⁻ + s i∘g</c>,
/// <c>h = o∘tanh(LN(c))</c>, <c>y = h of the last layer</c>.
/// </summary>
/// <remarks>
/// <para>Source: none; it shows what a definition may say.</para>
/// <para>Parameters: for each layer j, keys beginning with <c>layer.j.</c>: for each gate of i, f, g, o, <c>W</c> [hidden, input or hidden] and <c>U</c> [hidden, hidden],
/// uniform in ±1/√hidden, <c>b</c> [hidden], 0; <c>s.W</c> [1, input or hidden], <c>s.U</c> [1, hidden], uniform in ±1, <c>s.b</c> [1], 0; B in factors,
/// <c>bilinear.V</c> [hidden, rank], <c>bilinear.left</c> [rank, hidden], <c>bilinear.right</c> [rank, input or hidden], uniform; <c>norm.gain</c> [hidden], 1, and
/// <c>norm.shift</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class UsersCell
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells, of each layer.</param>
    /// <param name="layers">Number of layers, at least 1.</param>
    /// <param name="rank">Rank of the bilinear form.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, int layers = 2, int rank = 3)
    {
        var x = cell.Input("x", input);
        cell.Output("y", Layers.Stack(cell, x, layers, (layer, c) => Layer(c, layer == 0 ? input : hidden, hidden, rank)));
    }

    private static void Layer(CellBuilder cell, Size input, Size hidden, int rank)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var s = Expand(Sigmoid(cell.Affine("s", 1, x, h)), hidden);
        var g = Tanh(cell.Affine("g", hidden, x, h) + cell.Bilinear("bilinear", hidden, rank, h, x));
        var cNew = f * c + s * (i * g);

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cell.LayerNorm("norm", cNew)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="UsersCell"/> in double precision.</summary>
[RecurrentCell<UsersCell>(Precision = Precision.Double)]
public partial class UsersCellDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The gated recurrent unit with biases, its reset applied before the recurrent product (id <c>gru-reset-before</c>):
/// <c>z, r = σ(W·x + U·h⁻ + b)</c>, <c>n = tanh(W·x + U·(r∘h⁻) + b)</c>, <c>h = (1 − z)∘n + z∘h⁻</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Cho et al. 2014; ONNX's GRU with linear_before_reset = 0.</para>
/// <para>Parameters: for each gate of z, r, n, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class GruResetBefore
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x, ("U", r * h)));

        cell.Next(h, (1f - z) * n + z * h);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="GruResetBefore"/> in double precision.</summary>
[RecurrentCell<GruResetBefore>(Precision = Precision.Double)]
public partial class GruResetBeforeDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The minimal gated unit: one gate both forgets and resets (id <c>mgu</c>):
/// <c>f = σ(W·x + U·h⁻ + b)</c>, <c>n = tanh(W·x + U·(f∘h⁻) + b)</c>, <c>h = (1 − f)∘h⁻ + f∘n</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Zhou et al., "Minimal gated unit for recurrent neural networks", 2016.</para>
/// <para>Parameters: for each gate of f, n, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class Mgu
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, x, ("U", f * h)));

        cell.Next(h, (1f - f) * h + f * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Mgu"/> in double precision.</summary>
[RecurrentCell<Mgu>(Precision = Precision.Double)]
public partial class MguDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The gated recurrent unit as it was first written, without biases, and with z as the share of what is new (id <c>gru-004</c>):
/// <c>z, r = σ(W·x + U·h⁻)</c>, <c>n = tanh(W·x + U·(r∘h⁻))</c>, <c>h = (1 − z)∘h⁻ + z∘n</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Cho et al., "Learning phrase representations using RNN encoder–decoder", 2014; Chung et al. 2014.</para>
/// <para>Parameters: for each gate of z, r, n, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden.</para>
/// </remarks>
[RecurrentCell]
public partial class GruMinimal
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Dense("z", hidden, x) + cell.Dense("z", hidden, h));
        var r = Sigmoid(cell.Dense("r", hidden, x) + cell.Dense("r", hidden, h));
        var n = Tanh(cell.Dense("n", hidden, x) + cell.Dense("n", hidden, "U", r * h));

        cell.Next(h, (1f - z) * h + z * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="GruMinimal"/> in double precision.</summary>
[RecurrentCell<GruMinimal>(Precision = Precision.Double)]
public partial class GruMinimalDouble;

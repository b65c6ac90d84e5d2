using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The minimal gated recurrent unit: nothing in it reads the state but the recurrence itself, which is linear (id <c>mingru</c>):
/// <c>z = σ(W·x)</c>, <c>n = g(W·x)</c>, <c>g(u) = u + ½ where u ≥ 0, else σ(u)</c>, <c>h = (1 − z)∘h⁻ + z∘n</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Feng et al., "Were RNNs all we needed?", 2024.</para>
/// <para>Parameters: <c>z.W</c> and <c>n.W</c> [hidden, input], uniform in ±1/√hidden.</para>
/// </remarks>
[RecurrentCell]
public partial class MinGru
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Dense("z", hidden, x));
        var n = PositiveActivation.Of(cell.Dense("n", hidden, x));

        cell.Next(h, (1f - z) * h + z * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="MinGru"/> in double precision.</summary>
[RecurrentCell<MinGru>(Precision = Precision.Double)]
public partial class MinGruDouble;

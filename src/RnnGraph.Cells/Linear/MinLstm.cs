using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The minimal long short-term memory: two gates that share one unit of attention, a linear recurrence (id <c>minlstm</c>):
/// <c>f, i = σ(W·x)</c>, <c>n = g(W·x)</c>, <c>g(u) = u + ½ where u ≥ 0, else σ(u)</c>, <c>h = f/(f + i)∘h⁻ + i/(f + i)∘n</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Feng et al., "Were RNNs all we needed?", 2024.</para>
/// <para>Parameters: <c>f.W</c>, <c>i.W</c> and <c>n.W</c> [hidden, input], uniform in ±1/√hidden.</para>
/// </remarks>
[RecurrentCell]
public partial class MinLstm
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var f = Sigmoid(cell.Dense("f", hidden, x));
        var i = Sigmoid(cell.Dense("i", hidden, x));
        var n = PositiveActivation.Of(cell.Dense("n", hidden, x));

        cell.Next(h, f / (f + i) * h + i / (f + i) * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="MinLstm"/> in double precision.</summary>
[RecurrentCell<MinLstm>(Precision = Precision.Double)]
public partial class MinLstmDouble;

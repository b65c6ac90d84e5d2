using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The fast gated network: gate and candidate share both matrices (id <c>fastgrnn</c>):
/// <c>u = W·x + U·h⁻</c>, <c>z = σ(u + b)</c>, <c>n = tanh(u + b)</c>, <c>h = (ζ(1 − z) + ν)∘n + z∘h⁻</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Kusupati et al., "FastGRNN", 2018.</para>
/// <para>Parameters: <c>u.W</c> [hidden, input] and <c>u.U</c> [hidden, hidden], uniform in ±1/√hidden; <c>z.b</c> and <c>n.b</c> [hidden], 0; the scalars <c>zeta</c>, 1,
/// and <c>nu</c>, 0.</para>
/// </remarks>
[RecurrentCell]
public partial class FastGrnn
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var zeta = Expand(cell.Parameter("zeta", 1, Initializer.Constant(1f)), hidden);
        var nu = Expand(cell.Parameter("nu", 1, Initializer.Constant(0f)), hidden);

        var u = cell.Dense("u", hidden, x) + cell.Dense("u", hidden, h);
        var z = Sigmoid(u + cell.Bias("z", hidden));
        var n = Tanh(u + cell.Bias("n", hidden));

        cell.Next(h, (zeta * (1f - z) + nu) * n + z * h);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="FastGrnn"/> in double precision.</summary>
[RecurrentCell<FastGrnn>(Precision = Precision.Double)]
public partial class FastGrnnDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The recurrent highway network: several micro-steps within a step (id <c>rhn-D</c>):
/// <c>n_d = tanh(W·x + U·s_(d−1) + b)</c>, <c>t_d = σ(W·x + U·s_(d−1) + b)</c>, <c>s_d = n_d∘t_d + s_(d−1)∘(1 − t_d)</c>, <c>s_0 = h⁻</c>, <c>h = s_D</c>,
/// <c>y = h</c>.
/// Only the first micro-step reads x.
/// </summary>
/// <remarks>
/// <para>Source: Zilly et al., "Recurrent highway networks", 2017, with the carry gate 1 − t.</para>
/// <para>Parameters: for each micro-step d, <c>n.d.U</c> and <c>t.d.U</c> [hidden, hidden], uniform in ±1/√hidden, <c>n.d.b</c> and <c>t.d.b</c> [hidden], 0; for the first
/// also <c>n.1.W</c> and <c>t.1.W</c> [hidden, input], uniform in ±1/√hidden.</para>
/// </remarks>
[RecurrentCell]
public partial class RecurrentHighway
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    /// <param name="depth">Number D of micro-steps, at least 1.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, int depth = 3)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var s = h;
        for (var d = 1; d <= depth; d++)
        {
            Operand[] reads = d == 1 ? [x, h] : [("U", s)];
            var n = Tanh(cell.Affine($"n.{d}", hidden, reads));
            var t = Sigmoid(cell.Affine($"t.{d}", hidden, reads));
            s = n * t + s * (1f - t);
        }

        cell.Next(h, s);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="RecurrentHighway"/> in double precision.</summary>
[RecurrentCell<RecurrentHighway>(Precision = Precision.Double)]
public partial class RecurrentHighwayDouble;

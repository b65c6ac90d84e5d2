using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The third of three cells that a search over mutations found (id <c>mut3</c>):
/// <c>z = σ(W·x + U·tanh h⁻ + b)</c>, <c>r = σ(W·x + U·h⁻ + b)</c>, <c>n = tanh(U·(r∘h⁻) + W·x + b)</c>, <c>h = n∘z + h⁻∘(1 − z)</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Jozefowicz, Zaremba &amp; Sutskever, "An empirical exploration of recurrent network architectures", 2015 (MUT3).</para>
/// <para>Parameters: for each gate of z, r, n, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class Mut3
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Affine("z", hidden, x, ("U", Tanh(h))));
        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, ("U", r * h), x));

        cell.Next(h, n * z + h * (1f - z));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Mut3"/> in double precision.</summary>
[RecurrentCell<Mut3>(Precision = Precision.Double)]
public partial class Mut3Double;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The second of three cells that a search over mutations found (id <c>mut2</c>):
/// <c>z = σ(W·x + U·h⁻ + b)</c>, <c>r = σ(x + U·h⁻ + b)</c>, <c>n = tanh(U·(r∘h⁻) + W·x + b)</c>, <c>h = n∘z + h⁻∘(1 − z)</c>, <c>y = h</c>.
/// It reads x bare, so inputs are as wide as the state.
/// </summary>
/// <remarks>
/// <para>Source: Jozefowicz, Zaremba &amp; Sutskever, "An empirical exploration of recurrent network architectures", 2015 (MUT2).</para>
/// <para>Parameters: <c>z.W</c>, <c>n.W</c> [hidden, input], <c>z.U</c>, <c>r.U</c>, <c>n.U</c> [hidden, hidden], uniform in ±1/√hidden; <c>z.b</c>, <c>r.b</c>, <c>n.b</c>
/// [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class Mut2
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        cell.RequireEqual(input, hidden);
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var r = Sigmoid(x + cell.Affine("r", hidden, h));
        var n = Tanh(cell.Affine("n", hidden, ("U", r * h), x));

        cell.Next(h, n * z + h * (1f - z));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Mut2"/> in double precision.</summary>
[RecurrentCell<Mut2>(Precision = Precision.Double)]
public partial class Mut2Double;

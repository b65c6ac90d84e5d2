using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The first of three cells that a search over mutations found (id <c>mut1</c>):
/// <c>z = σ(W·x + b)</c>, <c>r = σ(W·x + U·h⁻ + b)</c>, <c>n = tanh(U·(r∘h⁻) + tanh x + b)</c>, <c>h = n∘z + h⁻∘(1 − z)</c>, <c>y = h</c>.
/// It reads x bare, so inputs are as wide as the state.
/// </summary>
/// <remarks>
/// <para>Source: Jozefowicz, Zaremba &amp; Sutskever, "An empirical exploration of recurrent network architectures", 2015 (MUT1).</para>
/// <para>Parameters: <c>z.W</c>, <c>r.W</c> [hidden, input], <c>r.U</c>, <c>n.U</c> [hidden, hidden], uniform in ±1/√hidden; <c>z.b</c>, <c>r.b</c>, <c>n.b</c> [hidden],
/// 0.</para>
/// </remarks>
[RecurrentCell]
public partial class Mut1
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

        var z = Sigmoid(cell.Affine("z", hidden, x));
        var r = Sigmoid(cell.Affine("r", hidden, x, h));
        var n = Tanh(cell.Affine("n", hidden, ("U", r * h)) + Tanh(x));

        cell.Next(h, n * z + h * (1f - z));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="Mut1"/> in double precision.</summary>
[RecurrentCell<Mut1>(Precision = Precision.Double)]
public partial class Mut1Double;

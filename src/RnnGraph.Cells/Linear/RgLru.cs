using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The real-gated linear recurrent unit (id <c>rglru</c>):
/// <c>r, i = σ(W·x + b)</c>, <c>log a = −8·r∘softplus(Λ)</c>, <c>h = a∘h⁻ + √(1 − a²)∘(i∘x)</c>, <c>y = h</c>.
/// It reads x bare, so inputs are as wide as the state.
/// </summary>
/// <remarks>
/// <para>Source: De et al., "Griffin", 2024; its a = σ(Λ)^(8r) has −Λ here.</para>
/// <para>Parameters: <c>r.W</c>, <c>i.W</c> [hidden, input], uniform in ±1/√hidden; <c>r.b</c>, <c>i.b</c> [hidden], 0; <c>a.Lambda</c> [hidden], −5, with which a is about
/// 0.97.</para>
/// </remarks>
[RecurrentCell]
public partial class RgLru
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

        var r = Sigmoid(cell.Affine("r", hidden, x));
        var i = Sigmoid(cell.Affine("i", hidden, x));
        var decay = Softplus(cell.Bias("a", "Lambda", hidden, -5f));
        var logA = -8f * r * decay;

        // Near a = 1 the difference 1 − a² has lost its digits before the root is taken; −expm1(2 log a) is the same number, and keeps them.
        var kept = Sqrt(-Expm1(2f * logA));

        cell.Next(h, Exp(logA) * h + kept * (i * x));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="RgLru"/> in double precision.</summary>
[RecurrentCell<RgLru>(Precision = Precision.Double)]
public partial class RgLruDouble;

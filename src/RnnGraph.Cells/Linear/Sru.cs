using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The simple recurrent unit: its gates see of the state only their own unit (id <c>sru</c>):
/// <c>f = σ(W·x + v∘c⁻ + b)</c>, <c>c = f∘c⁻ + (1 − f)∘W·x</c>, <c>r = σ(W·x + v∘c⁻ + b)</c>, <c>h = r∘c + (1 − r)∘x</c>, <c>y = h</c>.
/// It reads x bare, so inputs are as wide as the state.
/// </summary>
/// <remarks>
/// <para>Source: Lei et al., "Simple recurrent units for highly parallelizable recurrence", 2018.</para>
/// <para>Parameters: for each gate of f, r, <c>W</c> [hidden, input], uniform in ±1/√hidden, the diagonal <c>v</c> [hidden], likewise, and <c>b</c> [hidden], 0; <c>c.W</c>
/// [hidden, input], uniform in ±1/√hidden.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class Sru
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        cell.RequireEqual(input, hidden);

        var x = cell.Input("x", input);
        var c = cell.State("c", hidden);

        var f = Sigmoid(cell.Affine("f", hidden, x) + cell.Diagonal("f", "v", c));
        var r = Sigmoid(cell.Affine("r", hidden, x) + cell.Diagonal("r", "v", c));
        var cNew = f * c + (1f - f) * cell.Dense("c", hidden, x);

        cell.Next(c, cNew);
        cell.Output("y", r * cNew + (1f - r) * x);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="Sru"/> in double precision.</summary>
[RecurrentCell<Sru>(Precision = Precision.Double)]
public partial class SruDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The independently recurrent network: a unit sees of the state only itself (id <c>indrnn</c>):
/// <c>h = relu(W·x + u∘h⁻ + b)</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Li et al., "Independently recurrent neural network (IndRNN)", 2018.</para>
/// <para>Parameters: <c>h.W</c> [hidden, input], uniform in ±1/√hidden; the diagonal <c>h.u</c> [hidden], likewise; <c>h.b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class IndRnn
{
    /// <summary>States the equation.</summary>
    /// <param name="cell">Records it.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        cell.Next(h, Relu(cell.Affine("h", hidden, x) + cell.Diagonal("h", "u", h)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="IndRnn"/> in double precision.</summary>
[RecurrentCell<IndRnn>(Precision = Precision.Double)]
public partial class IndRnnDouble;

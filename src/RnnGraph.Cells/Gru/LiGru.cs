using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The light gated recurrent unit: no reset gate, a rectified candidate (id <c>ligru</c>):
/// <c>z = σ(W·x + U·h⁻ + b)</c>, <c>n = relu(W·x + U·h⁻ + b)</c>, <c>h = z∘h⁻ + (1 − z)∘n</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Ravanelli et al., "Light gated recurrent units for speech recognition", 2018, without its batch normalisation.</para>
/// <para>Parameters: for each gate of z, n, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class LiGru
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var z = Sigmoid(cell.Affine("z", hidden, x, h));
        var n = Relu(cell.Affine("n", hidden, x, h));

        cell.Next(h, z * h + (1f - z) * n);
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="LiGru"/> in double precision.</summary>
[RecurrentCell<LiGru>(Precision = Precision.Double)]
public partial class LiGruDouble;

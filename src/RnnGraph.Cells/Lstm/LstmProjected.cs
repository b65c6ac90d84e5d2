using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory whose state is a projection of its units (id <c>lstm-projected</c>):
/// <c>i, f, o = σ(W·x + U·h⁻ + b)</c>, <c>g = tanh(W·x + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = P·(o∘tanh c)</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Sak, Senior &amp; Beaufays, "Long short-term memory recurrent neural network architectures for large scale acoustic modeling", 2014; PyTorch's proj_size.</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, projection], uniform in ±1/√hidden; <c>b</c> [hidden], 0; <c>h.P</c>
/// [projection, hidden], uniform in ±1/√projection.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmProjected
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Memory cells.</param>
    /// <param name="projection">Features of the state and of the output.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, Size projection)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", projection);
        var c = cell.State("c", hidden);

        var i = Sigmoid(cell.Affine("i", hidden, x, h));
        var f = Sigmoid(cell.Affine("f", hidden, x, h));
        var g = Tanh(cell.Affine("g", hidden, x, h));
        var o = Sigmoid(cell.Affine("o", hidden, x, h));
        var cNew = f * c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, cell.Dense("h", projection, "P", o * Tanh(cNew)));
        cell.Output("y", h.Next);
        cell.Tap("forget", f);
    }
}

/// <summary><see cref="LstmProjected"/> in double precision.</summary>
[RecurrentCell<LstmProjected>(Precision = Precision.Double)]
public partial class LstmProjectedDouble;

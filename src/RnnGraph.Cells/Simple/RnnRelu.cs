using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The simple recurrent network with rectified units (id <c>rnn-relu</c>):
/// <c>h = relu(W·x + U·h⁻ + b)</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: Le, Jaitly &amp; Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015; PyTorch's nn.RNN.</para>
/// <para>Parameters: <c>h.W</c> [hidden, input], <c>h.U</c> [hidden, hidden], both uniform in ±1/√hidden; <c>h.b</c> [hidden], 0.</para>
/// </remarks>
[RecurrentCell]
public partial class RnnRelu
{
    /// <summary>States the equation.</summary>
    /// <param name="cell">Records it.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        cell.Next(h, Relu(cell.Affine("h", hidden, x, h)));
        cell.Output("y", h.Next);
    }
}

/// <summary><see cref="RnnRelu"/> in double precision.</summary>
[RecurrentCell<RnnRelu>(Precision = Precision.Double)]
public partial class RnnReluDouble;

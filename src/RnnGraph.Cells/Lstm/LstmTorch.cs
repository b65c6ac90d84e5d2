using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory with two biases to each gate (id <c>lstm-torch</c>):
/// <c>i, f, o = σ(W·x + U·h⁻ + b_ih + b_hh)</c>, <c>g = tanh(W·x + U·h⁻ + b_ih + b_hh)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// The sum of the two biases is made of parameters alone, so it is computed once per update.
/// </summary>
/// <remarks>
/// <para>Source: PyTorch's nn.LSTM.</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input], <c>U</c> [hidden, hidden], <c>b_ih</c> [hidden] and <c>b_hh</c> [hidden], all uniform in
/// ±1/√hidden.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmTorch
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var i = Sigmoid(Gate(cell, "i", hidden, x, h));
        var f = Sigmoid(Gate(cell, "f", hidden, x, h));
        var g = Tanh(Gate(cell, "g", hidden, x, h));
        var o = Sigmoid(Gate(cell, "o", hidden, x, h));
        var cNew = f * c + i * g;

        cell.Next(c, cNew);
        cell.Next(h, o * Tanh(cNew));
        cell.Output("y", h.Next);
    }

    private static Node Gate(CellBuilder cell, string gate, Size hidden, Node x, Node h)
    {
        var products = cell.Dense(gate, hidden, x) + cell.Dense(gate, hidden, h);
        return products + (cell.Bias(gate, "b_ih", hidden, Initializer.Uniform) + cell.Bias(gate, "b_hh", hidden, Initializer.Uniform));
    }
}

/// <summary><see cref="LstmTorch"/> in double precision.</summary>
[RecurrentCell<LstmTorch>(Precision = Precision.Double)]
public partial class LstmTorchDouble;

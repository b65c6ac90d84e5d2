using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Long short-term memory whose gates multiply what they read of input and state (id <c>multiplicative-integration</c>):
/// <c>s = α∘W·x∘U·h⁻ + β_1∘U·h⁻ + β_2∘W·x + b</c>, <c>i, f, o = σ(s)</c>, <c>g = tanh(s)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// <see cref="Gate"/> puts the same in place of W·x + U·h⁻ + b in any other cell.
/// </summary>
/// <remarks>
/// <para>Source: Wu et al., "On multiplicative integration with recurrent neural networks", 2016.</para>
/// <para>Parameters: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>alpha</c> [hidden], 1; <c>beta_1</c>
/// and <c>beta_2</c> [hidden], 0.5; <c>b</c> [hidden], 0.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class MultiplicativeIntegration
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
        cell.Tap("forget", f);
    }

    /// <summary>α∘W·x∘U·h⁻ + β₁∘U·h⁻ + β₂∘W·x + b, in place of W·x + U·h⁻ + b.</summary>
    /// <param name="cell">Records it.</param>
    /// <param name="gate">What the parameters' keys begin with.</param>
    /// <param name="size">Number of features of the result.</param>
    /// <param name="x">What W acts on.</param>
    /// <param name="h">What U acts on.</param>
    public static Node Gate(CellBuilder cell, string gate, Size size, Operand x, Operand h)
    {
        var wx = cell.Dense(gate, size, x);
        var uh = cell.Dense(gate, size, h);
        return Scaled("alpha", 1f, wx * uh) + Scaled("beta_1", 0.5f, uh) + Scaled("beta_2", 0.5f, wx) + cell.Bias(gate, size);

        Node Scaled(string role, float start, Node value) => cell.Diagonal(gate, role, value, Initializer.Constant(start));
    }
}

/// <summary><see cref="MultiplicativeIntegration"/> in double precision.</summary>
[RecurrentCell<MultiplicativeIntegration>(Precision = Precision.Double)]
public partial class MultiplicativeIntegrationDouble;

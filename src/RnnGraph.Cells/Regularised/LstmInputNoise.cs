namespace RnnGraph.Cells;

/// <summary>
/// <see cref="Lstm"/> whose input is noisy while it trains (id <c>input-noise</c>):
/// <c>i, f, o = σ(W·(x + ε) + U·h⁻ + b)</c>, <c>g = tanh(W·(x + ε) + U·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// While training ε is normal with the given deviation, for each feature and step; in evaluation it is 0. A scope around any cell does the same.
/// </summary>
/// <remarks>
/// <para>Source: Jim, Giles &amp; Horne, "An analysis of noise in recurrent neural networks", 1996.</para>
/// <para>Parameters: those of <see cref="Lstm"/>, their keys beginning with <c>lstm.</c>: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden,
/// hidden], uniform in ±1/√hidden; <c>b</c> [hidden], 0.</para>
/// <para>Taps: <c>lstm.forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmInputNoise
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells.</param>
    /// <param name="deviation">Standard deviation of the noise.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, float deviation = 0.1f)
    {
        var x = cell.Input("x", input);
        var lstm = cell.Scope("lstm", c => Lstm.Define(c, input, hidden), cell.Noise("noise", x, deviation));
        cell.Output("y", lstm.Output);
    }
}

/// <summary><see cref="LstmInputNoise"/> in double precision.</summary>
[RecurrentCell<LstmInputNoise>(Precision = Precision.Double)]
public partial class LstmInputNoiseDouble;

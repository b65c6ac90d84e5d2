namespace RnnGraph.Cells;

/// <summary>
/// <see cref="Lstm"/> whose matrices are noisy while it trains (id <c>weight-noise</c>):
/// <c>i, f, o = σ((W + ε)·x + (U + ε)·h⁻ + b)</c>, <c>g = tanh((W + ε)·x + (U + ε)·h⁻ + b)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>, <c>y = h</c>.
/// While training ε is normal with the given deviation, drawn once for a run; in evaluation it is 0. Two lines do the same to any cell.
/// </summary>
/// <remarks>
/// <para>Source: Graves, "Practical variational inference for neural networks", 2011.</para>
/// <para>Parameters: those of <see cref="Lstm"/>: for each gate of i, f, g, o, <c>W</c> [hidden, input] and <c>U</c> [hidden, hidden], uniform in ±1/√hidden; <c>b</c>
/// [hidden], 0.</para>
/// <para>Taps: <c>forget</c>, the forget gate f.</para>
/// </remarks>
[RecurrentCell]
public partial class LstmWeightNoise
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units, and memory cells.</param>
    /// <param name="deviation">Standard deviation of the noise.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, float deviation = 0.075f)
    {
        cell.NoiseOnWeights(deviation);
        Lstm.Define(cell, input, hidden);
    }
}

/// <summary><see cref="LstmWeightNoise"/> in double precision.</summary>
[RecurrentCell<LstmWeightNoise>(Precision = Precision.Double)]
public partial class LstmWeightNoiseDouble;

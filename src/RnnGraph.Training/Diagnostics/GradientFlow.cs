namespace RnnGraph.Training;

/// <summary>How strongly a cell's last state depends on each state before it: ‖∂h_T/∂s_t‖, the Frobenius norm, for t from 0 to T. s is all that the cell carries (of an LSTM h and c).</summary>
/// <param name="Cell">The name of the cell's definition.</param>
/// <param name="State">The state that is differentiated, h.</param>
/// <param name="Norms">‖∂h_T/∂s_t‖ at index t, T + 1 values. The last is that of an identity, √H.</param>
/// <param name="ByState">The same by one of the carried states alone.</param>
/// <param name="IsExact">Whether the norms are those of whole Jacobians; else they are estimates over random vectors.</param>
/// <param name="Vectors">How many vectors were carried back.</param>
public sealed record GradientFlow(
    string Cell,
    string State,
    IReadOnlyList<double> Norms,
    IReadOnlyDictionary<string, IReadOnlyList<double>> ByState,
    bool IsExact,
    int Vectors)
{
    /// <summary>Steps T.</summary>
    public int Steps => Norms.Count - 1;

    /// <summary>The norms over the last one, so that cells of different widths compare: 1 at t = T. Below 1 gradients vanish on their way back, above they explode.</summary>
    public IReadOnlyList<double> Relative => [.. Norms.Select(norm => norm / Norms[^1])];

    /// <summary>The mean factor by which a step backwards multiplies the norm: (‖∂h_T/∂s_0‖ / ‖∂h_T/∂h_T‖)^(1/T); 1 without steps.</summary>
    public double FactorPerStep => Steps == 0 ? 1 : Math.Pow(Norms[0] / Norms[^1], 1.0 / Steps);
}

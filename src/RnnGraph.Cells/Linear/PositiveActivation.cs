using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>The activation of minGRU and minLSTM, always positive so that their states can be computed as logarithms (Feng et al. 2024).</summary>
internal static class PositiveActivation
{
    /// <summary><c>u + ½</c> where u ≥ 0, else <c>σ(u)</c>. At 0 its slope is 1, that of the first branch.</summary>
    public static Node Of(Node u) => Select(LessThan(u, 0f), Sigmoid(u), u + 0.5f);
}

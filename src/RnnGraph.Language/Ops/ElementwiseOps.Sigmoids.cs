namespace RnnGraph.Ops;

/// <summary>The logistic function and its relatives: squashing to a bounded range.</summary>
public static partial class ElementwiseOps
{
    /// <summary>σ(x) = 1/(1 + e⁻ˣ); ẋ = ẏ∘y∘(1 − y).</summary>
    public static ElementwiseRow Sigmoid { get; } = ElementwiseRow.Unary(
        "sigmoid", "Sigmoid", "σ({0})", cheap: false, Meanings.Sigmoid, at => at.Adjoint * (at.Result * (1 - at.Result)), squashes: true);

    /// <summary>tanh x; ẋ = ẏ∘(1 − y²).</summary>
    public static ElementwiseRow Tanh { get; } = ElementwiseRow.Unary(
        "tanh", "Tanh", "tanh({0})", cheap: false, Math.Tanh, at => at.Adjoint * (1 - at.Result.Squared()), squashes: true);

    /// <summary>
    /// Clip(slope∘x + offset, 0, 1) with Numbers = [slope, offset]; ẋ = slope∘ẏ strictly inside (0, 1), otherwise 0, at the bounds too.
    /// </summary>
    public static ElementwiseRow HardSigmoid { get; } = ElementwiseRow.Function(
        "hard-sigmoid",
        1,
        2,
        "HardSigmoid",
        "clip({1} × [0] + {2}, 0, 1)",
        cheap: true,
        (x, n) => Meanings.Clip((n[0] * x[0]) + n[1], 0, 1),
        at => [at.Adjoint * (at.Numbers[0] * (at.Result.IsGreaterThan(0) * (1 - at.Result).IsGreaterThan(0)))],
        squashes: true);

    /// <summary>x/(1 + |x|); ẋ = ẏ∘(1 − |y|)².</summary>
    public static ElementwiseRow Softsign { get; } = ElementwiseRow.Unary(
        "softsign",
        "Softsign",
        "softsign({0})",
        cheap: false,
        x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)),
        at => at.Adjoint * (1 - Draft.Of(Abs, at.Result)).Squared(),
        squashes: true);
}

namespace RnnGraph.Ops;

/// <summary>Exponentials and logarithms.</summary>
public static partial class ElementwiseOps
{
    /// <summary>eˣ; ẋ = ẏ∘y.</summary>
    public static ElementwiseRow Exp { get; } = ElementwiseRow.Unary(
        "exp", "Exp", "exp({0})", cheap: false, Math.Exp, at => at.Adjoint * at.Result);

    /// <summary>eˣ − 1, exact near 0; ẋ = ẏ∘(y + 1).</summary>
    public static ElementwiseRow Expm1 { get; } = ElementwiseRow.Unary(
        "expm1", "Expm1", "expm1({0})", cheap: false, Meanings.Expm1, at => at.Adjoint * (at.Result + 1));

    /// <summary>ln x; ẋ = ẏ/x.</summary>
    public static ElementwiseRow Log { get; } = ElementwiseRow.Unary(
        "log", "Log", "ln({0})", cheap: false, Math.Log, at => at.Adjoint / at.X);

    /// <summary>ln(1 + x), exact near 0; ẋ = ẏ/(1 + x).</summary>
    public static ElementwiseRow Log1p { get; } = ElementwiseRow.Unary(
        "log1p", "Log1p", "ln(1 + {0})", cheap: false, Meanings.Log1p, at => at.Adjoint / (at.X + 1));

    /// <summary>ln(1 + eˣ); ẋ = ẏ∘σ(x).</summary>
    public static ElementwiseRow Softplus { get; } = ElementwiseRow.Unary(
        "softplus", "Softplus", "softplus({0})", cheap: false, Meanings.Softplus, at => at.Adjoint * at.X.Sigmoid());

    /// <summary>ln σ(x) = −softplus(−x); ẋ = ẏ∘σ(−x).</summary>
    public static ElementwiseRow LogSigmoid { get; } = ElementwiseRow.Unary(
        "log-sigmoid", "LogSigmoid", "lnσ({0})", cheap: false, x => -Meanings.Softplus(-x), at => at.Adjoint * (-at.X).Sigmoid());
}

namespace RnnGraph.Ops;

/// <summary>The ops that compute each feature by itself. a and b are operands, y the result, ȧ … what an operand's adjoint receives from ẏ.</summary>
public static partial class ElementwiseOps
{
    /// <summary>a + b; ȧ = ẏ, ḃ = ẏ.</summary>
    public static ElementwiseRow Add { get; } = ElementwiseRow.Binary(
        "add", "+", "+", Infix.Sum, cheap: true, (a, b) => a + b, at => [at.Adjoint, at.Adjoint]);

    /// <summary>a − b; ȧ = ẏ, ḃ = −ẏ.</summary>
    public static ElementwiseRow Subtract { get; } = ElementwiseRow.Binary(
        "subtract", "-", "−", Infix.Sum, cheap: true, (a, b) => a - b, at => [at.Adjoint, -at.Adjoint]);

    /// <summary>a ∘ b; ȧ = ẏ∘b, ḃ = ẏ∘a.</summary>
    public static ElementwiseRow Multiply { get; } = ElementwiseRow.Binary(
        "multiply", "*", "∘", Infix.Product, cheap: true, (a, b) => a * b, at => [at.Adjoint * at.Operands[1], at.Adjoint * at.Operands[0]]);

    /// <summary>a / b; ȧ = ẏ/b, ḃ = −(ẏ/b)∘y.</summary>
    public static ElementwiseRow Divide { get; } = ElementwiseRow.Binary(
        "divide", "/", "/", Infix.Product, cheap: false, (a, b) => a / b, Quotient);

    /// <summary>−x; ẋ = −ẏ.</summary>
    public static ElementwiseRow Negate { get; } = ElementwiseRow.Prefix("negate", "-", "−", x => -x, at => -at.Adjoint);

    /// <summary>1/x; ẋ = −ẏ∘y².</summary>
    public static ElementwiseRow Reciprocal { get; } = ElementwiseRow.Unary(
        "reciprocal", "Reciprocal", "1/[0]", cheap: false, x => 1 / x, at => -(at.Adjoint * at.Result.Squared()));

    /// <summary>x²; ẋ = ẏ∘2x.</summary>
    public static ElementwiseRow Square { get; } = ElementwiseRow.Unary(
        "square", "Square", "[0]²", cheap: true, x => x * x, at => at.Adjoint * (2 * at.X));

    /// <summary>√x; ẋ = ½ẏ/y, which is infinite at 0.</summary>
    public static ElementwiseRow Sqrt { get; } = ElementwiseRow.Unary(
        "sqrt", "Sqrt", "√[0]", cheap: false, Math.Sqrt, at => 0.5 * at.Adjoint / at.Result);

    /// <summary>1/√x; ẋ = −½ẏ∘y³.</summary>
    public static ElementwiseRow Rsqrt { get; } = ElementwiseRow.Unary(
        "rsqrt", "Rsqrt", "1/√[0]", cheap: false, x => 1 / Math.Sqrt(x), at => -0.5 * at.Adjoint * (at.Result * at.Result.Squared()));

    private static IReadOnlyList<Draft?> Quotient(Derivation at)
    {
        var left = at.Adjoint / at.Operands[1];
        return [left, -(left * at.Result)];
    }
}

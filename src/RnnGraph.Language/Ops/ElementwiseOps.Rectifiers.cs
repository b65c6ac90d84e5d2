namespace RnnGraph.Ops;

/// <summary>Functions with a kink: rectifiers, the absolute value, bounds. The derivative at each kink is stated.</summary>
public static partial class ElementwiseOps
{
    /// <summary>max(x, 0); ẋ = ẏ where x &gt; 0, otherwise 0, at 0 too.</summary>
    public static ElementwiseRow Relu { get; } = ElementwiseRow.Unary(
        "relu", "Relu", "relu({0})", cheap: true, x => x <= 0 ? 0 : x, at => at.Adjoint * at.Result.IsGreaterThan(0));

    /// <summary>x where x &gt; 0, otherwise slope∘x, with Numbers = [slope]; ẋ = ẏ where x &gt; 0, otherwise slope∘ẏ, at 0 too.</summary>
    public static ElementwiseRow LeakyRelu { get; } = ElementwiseRow.Function(
        "leaky-relu",
        1,
        1,
        "LeakyRelu",
        "leakyRelu({0}, {1})",
        cheap: true,
        (x, n) => x[0] > 0 ? x[0] : n[0] * x[0],
        at => [Draft.Choose(at.X.IsGreaterThan(0), at.Adjoint, at.Numbers[0] * at.Adjoint)]);

    /// <summary>x where x &gt; 0, otherwise α∘(eˣ − 1), with Numbers = [α]; ẋ = ẏ where x &gt; 0, otherwise ẏ∘(y + α), at 0 too.</summary>
    public static ElementwiseRow Elu { get; } = ElementwiseRow.Function(
        "elu",
        1,
        1,
        "Elu",
        "elu({0}, {1})",
        cheap: false,
        (x, n) => x[0] > 0 ? x[0] : n[0] * Meanings.Expm1(x[0]),
        at => [Draft.Choose(at.X.IsGreaterThan(0), at.Adjoint, at.Adjoint * (at.Result + at.Numbers[0]))]);

    /// <summary>|x|; ẋ = ẏ∘sign x, 0 at 0.</summary>
    public static ElementwiseRow Abs { get; } = ElementwiseRow.Unary(
        "abs", "Abs", "|{0}|", cheap: true, Math.Abs, at => at.Adjoint * Draft.Of(Sign, at.X));

    /// <summary>The smaller of a and b; the whole ẏ goes to it, ½–½ at a tie.</summary>
    public static ElementwiseRow Min { get; } = ElementwiseRow.Function(
        "min",
        2,
        0,
        "Min",
        "min({0}, {1})",
        cheap: true,
        (x, _) => Math.Min(x[0], x[1]),
        at => Shared(at.Adjoint, at.Operands[1], at.Operands[0]));

    /// <summary>The larger of a and b; the whole ẏ goes to it, ½–½ at a tie.</summary>
    public static ElementwiseRow Max { get; } = ElementwiseRow.Function(
        "max",
        2,
        0,
        "Max",
        "max({0}, {1})",
        cheap: true,
        (x, _) => Math.Max(x[0], x[1]),
        at => Shared(at.Adjoint, at.Operands[0], at.Operands[1]));

    /// <summary>x held within Numbers = [low, high]; ẋ = ẏ within, at the bounds too, otherwise 0.</summary>
    public static ElementwiseRow Clip { get; } = ElementwiseRow.Function(
        "clip",
        1,
        2,
        "Clip",
        "clip({0}, {1}, {2})",
        cheap: true,
        (x, n) => Meanings.Clip(x[0], n[0], n[1]),
        at => [at.Adjoint * ((1 - at.X.IsGreaterThan(at.Numbers[1])) - Draft.Constant(at.Numbers[0], at.X.Shape).IsGreaterThan(at.X))],
        squashes: true);

    // The first operand's share is ½(1 + [first wins] − [second wins]): 1, ½ at a tie, 0.
    private static IReadOnlyList<Draft?> Shared(Draft adjoint, Draft larger, Draft smaller)
    {
        var first = adjoint * (0.5 * ((larger.IsGreaterThan(smaller) - smaller.IsGreaterThan(larger)) + 1));
        return [first, adjoint - first];
    }
}

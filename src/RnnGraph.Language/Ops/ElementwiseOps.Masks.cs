namespace RnnGraph.Ops;

/// <summary>Comparisons, whose results are the numbers 1 and 0, and the choice by such a mask. No derivative flows through a mask.</summary>
public static partial class ElementwiseOps
{
    /// <summary>1 where a &gt; b, otherwise 0.</summary>
    public static ElementwiseRow GreaterThan { get; } = ElementwiseRow.Function(
        "greater-than", 2, 0, "GreaterThan", "[[0] > [1]]", cheap: true, (x, _) => x[0] > x[1] ? 1 : 0, _ => [null, null]);

    /// <summary>1 where a = b, otherwise 0.</summary>
    public static ElementwiseRow EqualTo { get; } = ElementwiseRow.Function(
        "equal-to", 2, 0, "EqualTo", "[[0] = [1]]", cheap: true, (x, _) => x[0] == x[1] ? 1 : 0, _ => [null, null]);

    /// <summary>1 where x &gt; 0, −1 where x &lt; 0, otherwise 0.</summary>
    public static ElementwiseRow Sign { get; } = ElementwiseRow.Unary(
        "sign", "Sign", "sign({0})", cheap: true, x => x > 0 ? 1 : x < 0 ? -1 : 0, _ => null);

    /// <summary>a where the mask is not 0, otherwise b; ȧ and ḃ take ẏ where they were chosen and 0 elsewhere.</summary>
    public static ElementwiseRow Select { get; } = ElementwiseRow.Function(
        "select",
        3,
        0,
        "Select",
        "({0} ? {1} : {2})",
        cheap: true,
        (x, _) => x[0] != 0 ? x[1] : x[2],
        at =>
        [
            null,
            Draft.Choose(at.X, at.Adjoint, Draft.Constant(0, at.X.Shape)),
            Draft.Choose(at.X, Draft.Constant(0, at.X.Shape), at.Adjoint),
        ]);
}

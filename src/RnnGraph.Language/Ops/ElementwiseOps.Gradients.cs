namespace RnnGraph.Ops;

/// <summary>Ops that leave the value as it is and change the gradient that passes.</summary>
public static partial class ElementwiseOps
{
    /// <summary>x; ẋ gets nothing.</summary>
    public static ElementwiseRow StopGradient { get; } = ElementwiseRow.Identity("stop-gradient", "stop({0})", 0, _ => null);

    /// <summary>x; ẋ = ẏ held within ±Numbers[0].</summary>
    public static ElementwiseRow ClipGradient { get; } = ElementwiseRow.Identity(
        "clip-gradient", "clipGradient({0}, {1})", 1, at => new Draft(Clip!, [at.Adjoint], numbers: [-at.Numbers[0], at.Numbers[0]]));
}

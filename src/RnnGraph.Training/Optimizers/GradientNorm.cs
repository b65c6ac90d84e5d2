using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>The Euclidean norm over several cells' gradients taken as one vector.</summary>
public static class GradientNorm
{
    /// <summary>√(Σ g²) over all gradients; NaN or ∞ if one is.</summary>
    public static double Of<T>(IReadOnlyList<Gradients<T>> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var sum = 0.0;
        foreach (var part in gradients)
            sum += FixedOrder.SumOfSquares<T>(part.Values); // padding is 0 and adds nothing
        return Math.Sqrt(sum);
    }

    /// <summary>Scales all gradients so that their norm is at most <paramref name="largest"/> (Pascanu et al. 2013). A norm that is not finite changes nothing.</summary>
    /// <returns>The norm before.</returns>
    public static double Clip<T>(IReadOnlyList<Gradients<T>> gradients, double largest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largest);
        var norm = Of(gradients);
        if (norm > largest && double.IsFinite(norm))
        {
            var factor = T.CreateTruncating(largest / norm);
            foreach (var part in gradients)
                TensorPrimitives.Multiply(part.Values, factor, part.Values);
        }

        return norm;
    }
}

using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>What is done to each gradient value by itself.</summary>
public static class GradientValues
{
    /// <summary>Holds every value within ±<paramref name="limit"/> (Mikolov 2012). What is no number stays so.</summary>
    /// <param name="gradients">The gradients of one or more cells.</param>
    /// <param name="limit">The largest size, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is 0 or less, or no number.</exception>
    public static void Clip<T>(IReadOnlyList<Gradients<T>> gradients, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (!(limit > 0))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, FormattableString.Invariant($"Expected as limit a number above 0, given {limit}."));
        var bound = T.CreateTruncating(limit);
        foreach (var part in gradients)
        {
            TensorPrimitives.Min(part.Values, bound, part.Values);
            TensorPrimitives.Max(part.Values, -bound, part.Values);
        }
    }

    /// <summary>Multiplies every value: by 1/n, for the mean over n batches whose gradients were added up.</summary>
    /// <param name="gradients">The gradients of one or more cells.</param>
    /// <param name="factor">What they are multiplied with.</param>
    public static void Scale<T>(IReadOnlyList<Gradients<T>> gradients, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var by = T.CreateTruncating(factor);
        foreach (var part in gradients)
            TensorPrimitives.Multiply(part.Values, by, part.Values);
    }
}

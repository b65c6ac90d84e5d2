using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>The decay that is part of the gradient: that of λ/2 · Σ p².</summary>
internal static class WeightDecay
{
    /// <summary>g + λ·p, in <paramref name="sum"/>; the gradients themselves where λ is 0.</summary>
    public static ReadOnlySpan<T> Add<T>(ReadOnlySpan<T> gradients, ReadOnlySpan<T> values, double decay, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (decay == 0)
            return gradients;
        TensorPrimitives.MultiplyAdd(values, T.CreateTruncating(decay), gradients, sum);
        return sum;
    }
}

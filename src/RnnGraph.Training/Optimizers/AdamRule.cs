using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Adam's elementwise rule (Kingma &amp; Ba 2015, algorithm 1), over flat arrays in any layout. A value whose gradient is always 0 (a padding lane) keeps its value.</summary>
internal static class AdamRule
{
    /// <summary>Values of a block: its scratch and its four arrays stay in the first-level cache between the passes.</summary>
    private const int Block = 1024;

    /// <summary>m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; p ← p − lr · m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</summary>
    public static void Apply<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second, AdamSettings settings, long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var beta1 = T.CreateTruncating(settings.Beta1);
        var beta2 = T.CreateTruncating(settings.Beta2);
        var gain1 = T.CreateTruncating(1 - settings.Beta1); // subtracted in double: 1 − 0.999 in float is wrong from the fifth digit on
        var gain2 = T.CreateTruncating(1 - settings.Beta2);
        var rate = T.CreateTruncating(settings.LearningRate / (1 - Math.Pow(settings.Beta1, step)));
        var root = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, step)));
        var epsilon = T.CreateTruncating(settings.Epsilon);
        Span<T> scratch = stackalloc T[Math.Min(Block, parameters.Length)];
        for (var at = 0; at < parameters.Length; at += Block)
        {
            var count = Math.Min(Block, parameters.Length - at);
            var p = parameters.Slice(at, count);
            var g = gradients.Slice(at, count);
            var m = first.Slice(at, count);
            var v = second.Slice(at, count);
            var s = scratch[..count];

            TensorPrimitives.Multiply(m, beta1, m);
            TensorPrimitives.MultiplyAdd(g, gain1, m, m);

            TensorPrimitives.Multiply(g, g, s);
            TensorPrimitives.Multiply(v, beta2, v);
            TensorPrimitives.MultiplyAdd(s, gain2, v, v);

            TensorPrimitives.Sqrt<T>(v, s);
            TensorPrimitives.Multiply(s, root, s);
            TensorPrimitives.Add(s, epsilon, s);
            TensorPrimitives.Divide<T>(m, s, s);
            TensorPrimitives.MultiplyAdd(s, -rate, p, p);
        }
    }
}

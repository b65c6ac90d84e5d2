using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Cross-entropy of a softmax over logits, together with its gradient: L = −ln p_target, p = softmax(z), ∂L/∂z = p − onehot(target). The greatest logit is
/// taken off first, so that no logit is too large.</summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>The target of a row that doesn't count: no loss, gradient 0.</summary>
    public const int Ignored = -1;

    /// <summary>The summed loss of some rows, and ∂(scale · Σ loss)/∂logits.</summary>
    /// <param name="logits">[rows, classes].</param>
    /// <param name="targets">[rows]: the right class of each row, or <see cref="Ignored"/>.</param>
    /// <param name="gradient">Filled, [rows, classes]; may be the same memory as <paramref name="logits"/>.</param>
    /// <param name="scale">What the gradient is multiplied with: 1 / rows for a mean loss.</param>
    /// <returns>Σ loss in nats, not scaled; NaN or ∞ if a logit is.</returns>
    public static double LossAndGradient<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets, Span<T> gradient, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = Classes(logits, targets);
        if (gradient.Length != logits.Length)
            throw new ArgumentException($"Expected {logits.Length} values as the logits have, given {gradient.Length}.", nameof(gradient));
        var loss = 0.0;
        for (var row = 0; row < targets.Length; row++)
        {
            var slopes = gradient.Slice(row * classes, classes);
            var target = targets[row];
            if (target == Ignored)
            {
                slopes.Clear();
                continue;
            }

            loss += Row(logits.Slice(row * classes, classes), Check(target, classes), slopes, out var sum);
            TensorPrimitives.Multiply(slopes, scale / sum, slopes);
            slopes[target] -= scale;
        }

        return loss;
    }

    /// <summary>The summed loss of some rows.</summary>
    /// <param name="logits">[rows, classes]; overwritten.</param>
    /// <param name="targets">[rows]: the right class of each row, or <see cref="Ignored"/>.</param>
    /// <returns>Σ loss in nats; NaN or ∞ if a logit is.</returns>
    public static double Loss<T>(Span<T> logits, ReadOnlySpan<int> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = Classes<T>(logits, targets);
        var loss = 0.0;
        for (var row = 0; row < targets.Length; row++)
        {
            var values = logits.Slice(row * classes, classes);
            if (targets[row] != Ignored)
                loss += Row<T>(values, Check(targets[row], classes), values, out _);
        }

        return loss;
    }

    /// <summary>exp(z − max z) into <paramref name="exponentials"/>, and the row's loss ln Σ exp(z − max z) − (z_target − max z).</summary>
    private static double Row<T>(ReadOnlySpan<T> logits, int target, Span<T> exponentials, out T sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), exponentials);
        var right = double.CreateTruncating(exponentials[target]);
        TensorPrimitives.Exp<T>(exponentials, exponentials);
        sum = FixedOrder.Sum<T>(exponentials);
        return Math.Log(double.CreateTruncating(sum)) - right;
    }

    private static int Classes<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets)
    {
        if (targets.IsEmpty || logits.Length == 0 || logits.Length % targets.Length != 0)
            throw new ArgumentException($"Expected [rows, classes] values for {targets.Length} rows, given {logits.Length}.", nameof(logits));
        return logits.Length / targets.Length;
    }

    private static int Check(int target, int classes)
        => (uint)target < (uint)classes
            ? target
            : throw new ArgumentOutOfRangeException(nameof(target), target, $"Expected a class in 0 … {classes - 1} or Ignored, given {target}.");
}

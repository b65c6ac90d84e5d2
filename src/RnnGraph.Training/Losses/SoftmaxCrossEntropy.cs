using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>Cross-entropy of a softmax over logits that a network gave: L = −ln p_target, p = softmax(z). The greatest logit is taken off first, so that no logit is
/// too large. Tokens of a network are of its vocabulary; here a row may have no target.</summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>The target of a row that doesn't count: no loss.</summary>
    public const int Ignored = -1;

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
            if (targets[row] != Ignored)
                loss += Row(logits.Slice(row * classes, classes), Check(targets[row], classes));
        }

        return loss;
    }

    /// <summary>The row's loss ln Σ exp(z − max z) − (z_target − max z); the exponentials stand where the logits were.</summary>
    private static double Row<T>(Span<T> logits, int target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max<T>(logits), logits);
        var right = double.CreateTruncating(logits[target]);
        TensorPrimitives.Exp<T>(logits, logits);
        return Math.Log(double.CreateTruncating(FixedOrder.Sum<T>(logits))) - right;
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

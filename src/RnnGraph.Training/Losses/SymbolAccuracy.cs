using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Training;

/// <summary>How many symbols a network that gives logits says rightly: those whose logit is greatest where it should be.</summary>
public static class SymbolAccuracy
{
    /// <summary>The share of right symbols among those within their lengths, 0 to 1; NaN if there are none.</summary>
    /// <param name="logits"><c>[T, B, classes]</c>.</param>
    /// <param name="targets"><c>[T, B]</c>.</param>
    /// <param name="lengths">For each of B rows how many of the steps count; empty if all do. B is known by it, or irrelevant.</param>
    public static double Of<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets, ReadOnlySpan<int> lengths = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = Classes(logits, targets);
        var (right, counted) = (0, 0);
        for (var i = 0; i < targets.Length; i++)
        {
            if (!lengths.IsEmpty && i / lengths.Length >= lengths[i % lengths.Length])
                continue;
            counted++;
            right += IsRight(logits, targets, classes, i) ? 1 : 0;
        }

        return (double)right / counted;
    }

    /// <summary>The share of rows all of whose symbols are right, 0 to 1.</summary>
    /// <inheritdoc cref="Of{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    /// <param name="logits"><c>[T, B, classes]</c>.</param>
    /// <param name="targets"><c>[T, B]</c>.</param>
    /// <param name="rows">Rows B.</param>
    public static double OfRows<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        var classes = Classes(logits, targets);
        var right = 0;
        for (var row = 0; row < rows; row++)
        {
            var isRight = true;
            for (var i = row; i < targets.Length; i += rows)
                isRight &= IsRight(logits, targets, classes, i);
            right += isRight ? 1 : 0;
        }

        return (double)right / rows;
    }

    private static bool IsRight<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets, int classes, int i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TensorPrimitives.IndexOfMax(logits.Slice(i * classes, classes)) == targets[i];

    private static int Classes<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets)
    {
        if (targets.IsEmpty || logits.Length % targets.Length != 0)
            throw new ArgumentException($"Expected [T, B, classes] logits for {targets.Length} targets, given {logits.Length}.", nameof(logits));
        return logits.Length / targets.Length;
    }
}

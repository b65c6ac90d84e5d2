using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Training;

/// <summary>What all optimisers check.</summary>
internal static class OptimizerArguments
{
    public static void Check<T>(ITrainable<T>[] cells, IReadOnlyList<Gradients<T>> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Count != cells.Length)
            throw new ArgumentException($"Expected the gradients of {cells.Length} cells, given {gradients.Count}.", nameof(gradients));
        for (var i = 0; i < cells.Length; i++)
        {
            var expected = cells[i].Parameters.Values.Length;
            if (gradients[i].Values.Length != expected)
            {
                throw new ArgumentException(
                    $"Expected {expected} gradient values for cell {i} ({cells[i].Signature.Name}), given {gradients[i].Values.Length}.", nameof(gradients));
            }
        }
    }

    /// <summary>A constant that is finite and 0 or more.</summary>
    public static double NotNegative(double value, string what, [CallerArgumentExpression(nameof(value))] string argument = "")
        => value >= 0 && double.IsFinite(value) ? value : throw Wrong(value, what, "a finite number of 0 or more", argument);

    /// <summary>A constant that is finite and above 0.</summary>
    public static double Positive(double value, string what, [CallerArgumentExpression(nameof(value))] string argument = "")
        => value > 0 && double.IsFinite(value) ? value : throw Wrong(value, what, "a finite number above 0", argument);

    /// <summary>The share of a decayed mean that stays at a step: 0 or more, below 1.</summary>
    public static double Decay(double value, string what, [CallerArgumentExpression(nameof(value))] string argument = "")
        => value is >= 0 and < 1 ? value : throw Wrong(value, what, "a number of 0 or more, below 1", argument);

    private static ArgumentOutOfRangeException Wrong(double value, string what, string expected, string argument)
        => new(argument, value, FormattableString.Invariant($"Expected as {what} {expected}, given {value}."));
}

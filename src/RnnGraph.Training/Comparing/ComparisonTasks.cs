using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Tasks to compare networks by, and what a network must take for each.</summary>
public static class ComparisonTasks
{
    /// <summary>Tokens of which the loss of a text is measured, at most: measuring must not take longer than training.</summary>
    private const int MostHeldOut = 1 << 15;

    /// <summary>The next character of a text. A network takes tokens <c>[T, B]</c>, and as targets those that follow. The last tenth of the text is for the test and the tenth before for
    /// validation, of each at most 32,768 characters.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="tokens">The text, encoded by a <see cref="Vocabulary"/>.</param>
    /// <param name="rows">Parallel streams.</param>
    /// <param name="length">Steps that gradients reach back.</param>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    public static ComparisonTask<T> Text<T>(ReadOnlyMemory<int> tokens, int rows = 32, int length = 64)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tenth = tokens.Length / 10;
        var (training, validation, test) = (tokens[..^(2 * tenth)], Cut(tokens[^(2 * tenth)..^tenth]), Cut(tokens[^tenth..]));
        _ = new TokenStreams<T>(training, rows, length); // too short a text is told now, and not after hours when the test is read
        if (validation.Length <= length)
            throw new ArgumentException($"Expected a text whose tenths, for validation and test, have more than the {length} characters that gradients reach back, given {tokens.Length} characters.", nameof(tokens));
        return new("next character", "nats per character", _ => new TokenStreams<T>(training, rows, length), () => Streams(validation), () => Streams(test));

        static ReadOnlyMemory<int> Cut(ReadOnlyMemory<int> part) => part[..Math.Min(part.Length, MostHeldOut)];

        TokenStreams<T> Streams(ReadOnlyMemory<int> part) => new(part, Math.Clamp((part.Length - 1) / length, 1, rows), length);
    }

    /// <summary>The adding problem (<see cref="AddingBatches{T}"/>). A network takes <c>[T, B, 2]</c>, and as target a vector of one feature.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="steps">Numbers of a sequence.</param>
    /// <param name="rows">Sequences of a batch.</param>
    public static ComparisonTask<T> Adding<T>(int steps = 50, int rows = 32)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const ulong ForValidation = 0xADD1_0001;
        const ulong ForTest = 0xADD1_0002;
        const int HeldOutRows = 250;
        return new(
            FormattableString.Invariant($"adding problem, {steps} steps"), "squared error", seed => new AddingBatches<T>(steps, rows, seed), () => new AddingBatches<T>(steps, HeldOutRows, ForValidation, batchesPerPass: 4),
            () => new AddingBatches<T>(steps, HeldOutRows, ForTest, batchesPerPass: 4));
    }

    /// <summary>The next frame of pieces of music. A network takes <c>[T, B, keys]</c>, and as targets the frames that follow, its loss being the keys' sigmoid cross-entropies added up.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="training">Pieces to train on.</param>
    /// <param name="validation">Pieces to choose by.</param>
    /// <param name="test">Pieces for the test.</param>
    /// <param name="rows">Pieces of a batch.</param>
    public static ComparisonTask<T> Music<T>(Polyphony training, Polyphony validation, Polyphony test, int rows = 8)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => new(
            "next frame of music", "nats per frame", seed => new PolyphonyBatches<T>(training, rows, seed), () => new PolyphonyBatches<T>(validation, rows, seed: null),
            () => new PolyphonyBatches<T>(test, rows, seed: null));
}

using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches of token sequences, such as names, for a network that predicts each token from those before: it reads <c>[T, B]</c> a mark and the tokens, and its targets
/// <c>[T, B]</c> are the tokens and the mark. A sequence of n tokens has n + 1 steps.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TokenSequences<T> : SequenceBatches<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<ReadOnlyMemory<int>> sequences;
    private readonly int mark;
    private readonly int[] inputs;
    private readonly int[] targets;

    /// <summary>Batches of sequences.</summary>
    /// <param name="sequences">The sequences, 1 or more; kept, not copied.</param>
    /// <param name="mark">The token that stands for start and end; it occurs in no sequence.</param>
    /// <param name="rows">Sequences of a batch.</param>
    /// <param name="seed">What every pass is shuffled from; null for the order in which they stand.</param>
    public TokenSequences(IReadOnlyList<ReadOnlyMemory<int>> sequences, int mark, int rows, ulong? seed)
        : base(Checked(sequences, mark), sequences.Max(sequence => sequence.Length) + 1, 1, rows, seed)
    {
        this.sequences = sequences;
        this.mark = mark;
        inputs = new int[BatchSize];
        targets = new int[BatchSize];
    }

    /// <inheritdoc/>
    public override Inputs<T> Inputs => new Inputs<T>(inputs.AsSpan()).AndTokens(targets);

    private protected override string Data => $"tokens, mark {mark}, {DataHash.Of(sequences)}";

    private protected override int Fill(int row, int sequence)
    {
        var tokens = sequences[sequence].Span;
        for (var step = 0; step <= tokens.Length; step++)
        {
            inputs[(step * Rows) + row] = step == 0 ? mark : tokens[step - 1];
            targets[(step * Rows) + row] = step == tokens.Length ? mark : tokens[step];
        }

        return tokens.Length + 1;
    }

    private static int Checked(IReadOnlyList<ReadOnlyMemory<int>> sequences, int mark)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        for (var i = 0; i < sequences.Count; i++)
        {
            if (sequences[i].Span.Contains(mark))
                throw new ArgumentException($"Expected sequences without the mark {mark}, sequence {i} has it.", nameof(sequences));
        }

        return sequences.Count > 0 ? sequences.Count : throw new ArgumentException("Expected one sequence or more, given none.", nameof(sequences));
    }
}

using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches of pairs of token sequences, such as sentences and their translations, for a network that reads the one and writes the other: along its first time axis it reads the
/// source, <c>[S, B]</c>; along its second a mark and the tokens of the target, <c>[T, B]</c>, and its targets <c>[T, B]</c> are the tokens and the mark. A target of n tokens has n + 1 steps.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TokenPairs<T> : SequenceBatches<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<(ReadOnlyMemory<int> Source, ReadOnlyMemory<int> Target)> pairs;
    private readonly int mark;
    private readonly int longestSource;
    private readonly int[] sourceLengths;
    private readonly int[] sources;
    private readonly int[] before;
    private readonly int[] targets;

    /// <summary>Batches of pairs.</summary>
    /// <param name="pairs">The pairs, 1 or more; kept, not copied.</param>
    /// <param name="mark">The token that stands for start and end of a target; it occurs in none.</param>
    /// <param name="rows">Pairs of a batch.</param>
    /// <param name="seed">What every pass is shuffled from; null for the order in which they stand.</param>
    public TokenPairs(IReadOnlyList<(ReadOnlyMemory<int> Source, ReadOnlyMemory<int> Target)> pairs, int mark, int rows, ulong? seed)
        : base(Checked(pairs, mark), pairs.Max(pair => pair.Target.Length) + 1, 1, rows, seed)
    {
        this.pairs = pairs;
        this.mark = mark;
        longestSource = pairs.Max(pair => pair.Source.Length);
        sourceLengths = new int[rows];
        sources = new int[checked(longestSource * rows)];
        before = new int[BatchSize];
        targets = new int[BatchSize];
    }

    /// <summary>Steps along the source's axis and along the target's.</summary>
    public override Steps Steps => new(longestSource, Longest);

    /// <inheritdoc/>
    public override Inputs<T> Inputs => new Inputs<T>(sources.AsSpan()).AndTokens(before).AndTokens(targets);

    /// <inheritdoc/>
    public override Lengths Lengths => new(sourceLengths, RowLengths);

    private protected override string Data => $"pairs of tokens, mark {mark}, {DataHash.Of(pairs.SelectMany(pair => new[] { pair.Source, pair.Target }))}";

    private protected override int Fill(int row, int sequence)
    {
        var source = pairs[sequence].Source.Span;
        var target = pairs[sequence].Target.Span;
        sourceLengths[row] = source.Length;
        for (var step = 0; step < source.Length; step++)
            sources[(step * Rows) + row] = source[step];
        for (var step = 0; step <= target.Length; step++)
        {
            before[(step * Rows) + row] = step == 0 ? mark : target[step - 1];
            targets[(step * Rows) + row] = step == target.Length ? mark : target[step];
        }

        return target.Length + 1;
    }

    private protected override void Empty(int row)
    {
        sourceLengths[row] = 0;
        base.Empty(row);
    }

    private static int Checked(IReadOnlyList<(ReadOnlyMemory<int> Source, ReadOnlyMemory<int> Target)> pairs, int mark)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Target.Span.Contains(mark))
                throw new ArgumentException($"Expected targets without the mark {mark}, that of pair {i} has it.", nameof(pairs));
        }

        return pairs.Count > 0 ? pairs.Count : throw new ArgumentException("Expected one pair or more, given none.", nameof(pairs));
    }
}

using System.Runtime.InteropServices;

namespace RnnGraph.Training;

/// <summary>A character n-gram model, the baseline that a recurrent model must beat. Interpolated with Witten–Bell weights:
/// P(c | h) = (n(h c) + t(h) · P(c | h⁻)) / (n(h) + t(h)), where h⁻ is the context h without its oldest character, n counts in the training text and t(h) is the
/// number of different characters seen after h; the shortest context falls back to the uniform distribution (Witten &amp; Bell 1991).</summary>
public sealed class NGramModel
{
    private const int BitsPerToken = 16;
    private const int LongestContext = (64 / BitsPerToken) - 1;

    private readonly int vocabulary;
    private readonly Dictionary<ulong, int>[] grams;
    private readonly Dictionary<ulong, (int Total, int Types)>[] contexts;

    /// <summary>Counts a training text.</summary>
    /// <param name="training">The text to learn from.</param>
    /// <param name="vocabulary">How many different tokens there may be, at most 65,536.</param>
    /// <param name="order">How many characters before the one to predict are looked at, 0 to 3.</param>
    public NGramModel(ReadOnlySpan<int> training, int vocabulary, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabulary);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vocabulary, 1 << BitsPerToken);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, LongestContext);
        this.vocabulary = vocabulary;
        Order = order;
        grams = new Dictionary<ulong, int>[order + 1];
        contexts = new Dictionary<ulong, (int, int)>[order + 1];
        for (var length = 0; length <= order; length++)
        {
            grams[length] = [];
            contexts[length] = [];
            for (var at = length; at < training.Length; at++)
                Count(length, Context(training, at, length), training[at]);
        }
    }

    /// <summary>The number of characters of context.</summary>
    public int Order { get; }

    /// <summary>The probability of <paramref name="token"/> after <paramref name="before"/> (of which the last <see cref="Order"/> count).</summary>
    public double Probability(ReadOnlySpan<int> before, int token)
    {
        var probability = 1.0 / vocabulary;
        for (var length = 0; length <= Math.Min(Order, before.Length); length++)
        {
            var context = Context(before, before.Length, length);
            if (!contexts[length].TryGetValue(context, out var seen))
                break; // a context never seen says nothing, and neither do longer ones
            var count = grams[length].GetValueOrDefault(Gram(context, token));
            probability = (count + (seen.Types * probability)) / (seen.Total + seen.Types);
        }

        return probability;
    }

    /// <summary>The mean −ln P of the tokens from <paramref name="start"/> on, in nats per character, each after all that stand before it.</summary>
    public double Loss(ReadOnlySpan<int> tokens, int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, tokens.Length);
        var sum = 0.0;
        for (var at = start; at < tokens.Length; at++)
            sum -= Math.Log(Probability(tokens[Math.Max(0, at - Order)..at], tokens[at]));
        return sum / (tokens.Length - start);
    }

    private static ulong Context(ReadOnlySpan<int> tokens, int end, int length)
    {
        var key = 0UL;
        for (var at = end - length; at < end; at++)
            key = Gram(key, tokens[at]);
        return key;
    }

    private static ulong Gram(ulong context, int token) => (context << BitsPerToken) | (uint)token;

    private void Count(int length, ulong context, int token)
    {
        ref var gram = ref CollectionsMarshal.GetValueRefOrAddDefault(grams[length], Gram(context, token), out _);
        ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(contexts[length], context, out _);
        seen = (seen.Total + 1, gram == 0 ? seen.Types + 1 : seen.Types);
        gram++;
    }
}

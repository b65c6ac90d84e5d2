namespace Translate;

/// <summary>How good translations are.</summary>
/// <param name="Exact">The share that is one of the known translations, word for word.</param>
/// <param name="Bleu">BLEU (Papineni et al. 2002) over all sentences: the geometric mean of the shares of n-grams, n = 1 … 4, that a known translation has too, times a penalty for brevity; 0 to 1.</param>
internal readonly record struct Score(double Exact, double Bleu)
{
    private const int Longest = 4;

    /// <summary>Scores translations.</summary>
    /// <param name="written">What was written for each sentence.</param>
    /// <param name="known">For each the translations that are right, 1 or more.</param>
    public static Score Of(IReadOnlyList<string> written, IReadOnlyList<IReadOnlyList<string>> known)
    {
        var (matches, counts) = (new long[Longest + 1], new long[Longest + 1]);
        var (length, reference) = (0L, 0L);
        for (var i = 0; i < written.Count; i++)
        {
            var words = Words.Split(written[i]);
            var right = known[i].Select(Words.Split).ToList();
            length += words.Length;
            reference += right.Select(sentence => sentence.Length).MinBy(count => (Math.Abs(count - words.Length), count));
            for (var n = 1; n <= Longest; n++)
            {
                var allowed = right.Select(sentence => Grams(sentence, n)).ToList();
                foreach (var (gram, count) in Grams(words, n))
                {
                    counts[n] += count;
                    matches[n] += Math.Min(count, allowed.Max(grams => grams.GetValueOrDefault(gram)));
                }
            }
        }

        // Sentences shorter than n words have no n-grams; if none has, n doesn't count.
        var precisions = Enumerable.Range(1, Longest).Where(n => counts[n] > 0).Select(n => Math.Log((double)matches[n] / counts[n])).DefaultIfEmpty(double.NegativeInfinity);
        var brevity = length >= reference ? 0 : 1 - ((double)reference / length);
        return new(Enumerable.Range(0, written.Count).Count(i => known[i].Contains(written[i])) / (double)written.Count, Math.Exp(precisions.Average() + brevity));
    }

    private static Dictionary<string, int> Grams(string[] words, int n) => Enumerable.Range(0, Math.Max(0, words.Length - n + 1))
        .Select(start => string.Join(' ', words[start..(start + n)]))
        .GroupBy(gram => gram, StringComparer.Ordinal)
        .ToDictionary(gram => gram.Key, gram => gram.Count(), StringComparer.Ordinal);
}

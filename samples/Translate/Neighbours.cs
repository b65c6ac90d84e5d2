namespace Translate;

/// <summary>What a memory without any learning would write: the translation of the known sentence that has most words in common with the one asked for.</summary>
internal static class Neighbours
{
    /// <summary>Such a translation of each sentence.</summary>
    public static IReadOnlyList<string> Write(IReadOnlyList<(string French, string English)> known, IReadOnlyList<string> french)
    {
        var memory = known.Select(pair => (Words: Words.Split(pair.French).ToHashSet(StringComparer.Ordinal), pair.English)).ToList();
        return [.. french.Select(sentence => memory.MaxBy(pair => Likeness(pair.Words, Words.Split(sentence))).English)];
    }

    // Jaccard's: of all words of both, the share that is in both.
    private static double Likeness(HashSet<string> known, string[] asked)
    {
        var common = asked.Distinct(StringComparer.Ordinal).Count(known.Contains);
        return (double)common / (known.Count + asked.Distinct(StringComparer.Ordinal).Count() - common);
    }
}

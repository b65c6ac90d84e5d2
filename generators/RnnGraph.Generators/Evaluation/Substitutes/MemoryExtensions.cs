namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>Members of MemoryExtensions, on the arrays that stand for read-only spans.</summary>
internal static class MemoryExtensions
{
    public static bool Contains<T>(T[] span, T value) => Array.IndexOf(span, value) >= 0;

    public static bool Contains<T>(T[] span, T value, IEqualityComparer<T>? comparer) => comparer is null ? Contains(span, value) : span.Contains(value, comparer);

    public static int IndexOf<T>(T[] span, T value) => Array.IndexOf(span, value);

    public static bool SequenceEqual<T>(T[] span, T[] other) => Enumerable.SequenceEqual(span, other);
}

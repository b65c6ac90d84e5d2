namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>Members of <see cref="Enumerable"/> that would run long without evaluating an operation, or that .NET Framework doesn't have.</summary>
internal static class Sequences
{
    public static IEnumerable<int> Range(int start, int count) => Enumerable.Range(start, Lengths.Check(count));

    public static IEnumerable<T> Repeat<T>(T element, int count) => Enumerable.Repeat(element, Lengths.Check(count));

    public static IEnumerable<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(IEnumerable<TFirst> first, IEnumerable<TSecond> second) =>
        first.Zip(second, (a, b) => (a, b));

    public static HashSet<T> ToHashSet<T>(IEnumerable<T> source) => new(source);

    public static IEnumerable<T> Reverse<T>(T[] source) => Enumerable.Reverse(source);
}

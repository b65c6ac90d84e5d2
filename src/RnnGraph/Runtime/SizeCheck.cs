namespace RnnGraph.Runtime;

/// <summary>Sizes given to the factory of a generated cell.</summary>
public static class SizeCheck
{
    /// <summary>Fails unless there is one size for each name.</summary>
    /// <exception cref="ArgumentException">There are more or less.</exception>
    public static void Count(ReadOnlySpan<int> sizes, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (sizes.Length != names.Count)
            throw new ArgumentException($"{names.Count} sizes expected ({string.Join(", ", names)}); {sizes.Length} given.", nameof(sizes));
    }
}

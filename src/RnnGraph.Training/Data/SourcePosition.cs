namespace RnnGraph.Training;

/// <summary>What sources check when a run resumes.</summary>
internal static class SourcePosition
{
    /// <summary>A number of a position.</summary>
    /// <exception cref="ArgumentException">There are more or fewer numbers than expected, or it lies outside its range.</exception>
    public static int Number(IReadOnlyList<long> position, int index, int count, long largest)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (position.Count != count)
            throw new ArgumentException($"Expected {count} numbers as the position of a source, given {position.Count}.", nameof(position));
        if (position[index] < 0 || position[index] > largest)
            throw new ArgumentException($"Expected a position in 0 … {largest}, given {position[index]}.", nameof(position));
        return (int)position[index];
    }
}

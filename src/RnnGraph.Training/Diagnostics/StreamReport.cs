namespace RnnGraph.Training;

/// <summary>What a <see cref="StreamProbe"/> found about a stream of single steps.</summary>
public sealed record StreamReport
{
    /// <summary>Steps taken, one at a time.</summary>
    public required long Steps { get; init; }

    /// <summary>Half of the steps took at most so long.</summary>
    public required TimeSpan Median { get; init; }

    /// <summary>Of a thousand steps 999 took at most so long.</summary>
    public required TimeSpan Percentile999 { get; init; }

    /// <summary>The slowest step: on a machine that does other things too, how long the thread was kept from running.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>Bytes that all steps together allocated on the stream's thread.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>For each size of blocks the largest difference of an output from that of single steps.</summary>
    public required IReadOnlyDictionary<int, double> DifferenceByBlock { get; init; }

    /// <summary>The median step while inputs and states are so small that they have lost their leading digit (denormal numbers), which processors may be slow at.</summary>
    public required TimeSpan MedianOfVanishing { get; init; }

    /// <summary>Whether a NaN in the input, which spoils the state, left no trace after <see cref="CellState{T}.Reset"/>.</summary>
    public required bool IsCuredByReset { get; init; }
}

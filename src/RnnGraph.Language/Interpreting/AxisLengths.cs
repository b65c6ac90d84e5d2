namespace RnnGraph.Interpreting;

/// <summary>Steps and lengths along one time axis.</summary>
internal sealed class AxisLengths
{
    public AxisLengths(int steps, int batch, IReadOnlyList<int>? lengths)
    {
        if (steps < 0)
        {
            throw new ArgumentException($"Expected at least 0 steps, given {steps}.", nameof(steps));
        }

        if (lengths is not null && (lengths.Count != batch || lengths.Any(length => length < 0 || length > steps)))
        {
            throw new ArgumentException($"Expected {batch} lengths from 0 to {steps}, given {string.Join(", ", lengths)}.", nameof(lengths));
        }

        Steps = steps;
        Lengths = lengths ?? Enumerable.Repeat(steps, batch).ToArray();
    }

    public int Steps { get; }

    public IReadOnlyList<int> Lengths { get; }
}

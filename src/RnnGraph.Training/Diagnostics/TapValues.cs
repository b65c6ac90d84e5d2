namespace RnnGraph.Training;

/// <summary>The values of a tap along a sequence.</summary>
/// <param name="Tap">Its name.</param>
/// <param name="Units">Its features.</param>
/// <param name="Values">The values, <c>[T, Units]</c>.</param>
public sealed record TapValues(string Tap, int Units, IReadOnlyList<double> Values)
{
    /// <summary>Steps of the sequence.</summary>
    public int Steps => Values.Count / Units;

    /// <summary>The values of one unit, one a step.</summary>
    /// <param name="unit">From 0 to below <see cref="Units"/>.</param>
    public IReadOnlyList<double> Of(int unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, Units);
        return [.. Enumerable.Range(0, Steps).Select(step => Values[(step * Units) + unit])];
    }

    /// <summary>The unit whose values vary most along the sequence, by their variance; of several the first.</summary>
    public int UnitOfGreatestVariance() => Enumerable.Range(0, Units).MaxBy(unit =>
    {
        var values = Of(unit);
        var mean = values.DefaultIfEmpty().Average();
        return values.Sum(value => (value - mean) * (value - mean));
    });
}

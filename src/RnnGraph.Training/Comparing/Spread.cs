namespace RnnGraph.Training;

/// <summary>The middle and the ends of some numbers.</summary>
/// <param name="Median">The median; of an even count the mean of the middle two.</param>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
public readonly record struct Spread(double Median, double Least, double Greatest)
{
    /// <summary>Those of the numbers that are finite; NaN if none is.</summary>
    public static Spread Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0
            ? new(double.NaN, double.NaN, double.NaN)
            : new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}

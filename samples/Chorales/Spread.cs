using Samples;

namespace Chorales;

/// <summary>The middle and the ends of some numbers.</summary>
internal readonly record struct Spread(double Median, double Least, double Greatest)
{
    /// <summary>Those of one number or more; of an even count, the median is the mean of the middle two.</summary>
    public static Spread Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant.Text($"{Median:F4} | {Least:F4} – {Greatest:F4}");
}

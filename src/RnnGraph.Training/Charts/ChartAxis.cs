namespace RnnGraph.Training;

/// <summary>Where values lie along an axis, and which of them are labelled.</summary>
internal sealed class ChartAxis
{
    private readonly double _from;
    private readonly double _to;
    private readonly bool _isLogarithmic;

    private ChartAxis(double from, double to, bool isLogarithmic, IReadOnlyList<double> ticks)
    {
        _from = from;
        _to = to;
        _isLogarithmic = isLogarithmic;
        Ticks = ticks;
    }

    /// <summary>The labelled values.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis over at least these values, its ends and ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
    public static ChartAxis Linear(double from, double to, int mostTicks, bool isExact)
    {
        if (from >= to)
        {
            var margin = Math.Max(0.5, Math.Abs(from) * 1e-9); // a half is nothing beside 1e30
            (from, to) = (from - margin, from + margin);
        }

        var step = Step((to - from) / mostTicks);
        var first = (long)(isExact ? Math.Ceiling(from / step) : Math.Floor(from / step));
        var last = (long)(isExact ? Math.Floor(to / step) : Math.Ceiling(to / step));
        // Each tick from its own multiple: adding steps up would leave rounding in the labels.
        var ticks = Enumerable.Range(0, (int)(last - first + 1)).Select(i => Multiple(first + i, step)).ToList();
        return isExact ? new(from, to, false, ticks) : new(ticks[0], ticks[^1], false, ticks);
    }

    /// <summary>An axis over at least these values, its ends and ticks at powers of ten.</summary>
    public static ChartAxis Logarithmic(double from, double to, int mostTicks)
    {
        // A little inwards: 1e-5 that came out as 9.99999e-6 must not cost a decade.
        var first = (int)Math.Floor(Math.Log10(from) + 1e-6);
        var last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(to) - 1e-6));
        var decades = Math.Max(1, (int)Step((double)(last - first) / mostTicks));
        first = (int)Math.Floor((double)first / decades) * decades;
        last = (int)Math.Ceiling((double)last / decades) * decades;
        var ticks = Enumerable.Range(0, ((last - first) / decades) + 1).Select(i => Power(first + (i * decades))).ToList();
        return new(ticks[0], ticks[^1], true, ticks);
    }

    /// <summary>The share of the axis's length at which a value lies; beyond an end, that end.</summary>
    public double At(double value)
    {
        if (!_isLogarithmic)
            return Math.Clamp((value - _from) / (_to - _from), 0, 1);
        return value <= 0 ? 0 : Math.Clamp(Math.Log10(value / _from) / Math.Log10(_to / _from), 0, 1);
    }

    // The least of 1, 2, 5, 10, 20, 50, … that is not below.
    private static double Step(double least)
    {
        var power = Math.Floor(Math.Log10(least));
        foreach (var factor in new[] { 1, 2, 5 })
        {
            if (factor * Math.Pow(10, power) >= least * (1 - 1e-9))
                return factor * Math.Pow(10, power);
        }

        return Math.Pow(10, power + 1);
    }

    // Through decimal, which is exact where double leaves 0.30000000000000004, within the range that it has.
    private static double Multiple(long count, double step) => step is > 1e-27 and < 1e28 && Math.Abs(step * count) < 1e28 ? (double)((decimal)step * count) : step * count;

    private static double Power(int exponent) => double.Parse($"1e{exponent}", System.Globalization.CultureInfo.InvariantCulture);
}

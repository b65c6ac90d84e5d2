namespace RnnGraph.Training;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points in drawing order; where y is not finite the line is broken.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether it is drawn in dashes and grey: a line to compare with, not one of those compared.</summary>
    public bool IsReference { get; init; }

    /// <summary>A band behind the line, such as the least and the greatest of several runs, in the order of x; none if empty.</summary>
    public IReadOnlyList<(double X, double Low, double High)> Band { get; init; } = [];

    /// <summary>A line over 0, 1, 2, ….</summary>
    public static ChartSeries Of(string name, IEnumerable<double> values) => new(name, [.. values.Select((value, index) => ((double)index, value))]);
}

namespace RnnGraph.Training;

/// <summary>Lines over two axes. <see cref="ToSvg"/> draws them: the same text on every machine, in light or dark colours as the viewer prefers.</summary>
public sealed record LineChart
{
    /// <summary>What stands above.</summary>
    public required string Title { get; init; }

    /// <summary>What stands below the x axis.</summary>
    public required string XLabel { get; init; }

    /// <summary>What stands beside the y axis.</summary>
    public required string YLabel { get; init; }

    /// <summary>The lines, in the order of the legend.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Whether y is logarithmic; points that are not above 0 then lie on the lower edge.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>The least y shown; null: as the points need it.</summary>
    public double? YMin { get; init; }

    /// <summary>The greatest y shown; null: as the points need it.</summary>
    public double? YMax { get; init; }

    /// <summary>The width in pixels.</summary>
    public int Width { get; init; } = 720;

    /// <summary>The height in pixels.</summary>
    public int Height { get; init; } = 420;

    /// <summary>Whether the legend stands below instead of to the right, for narrow pages: a line of 20 pixels of the height for each series.</summary>
    public bool LegendBelow { get; init; }

    /// <summary>Whether there is a finite point to draw.</summary>
    internal bool HasPoints => Series.SelectMany(series => series.Points).Any(point => double.IsFinite(point.X) && double.IsFinite(point.Y) && (!IsLogarithmic || point.Y > 0));

    /// <summary>The chart as an SVG document, LF at line ends.</summary>
    /// <exception cref="InvalidOperationException">There is no finite point to draw.</exception>
    public string ToSvg() => new SvgLineChart(this).Draw();
}

using RnnGraph.Training;

namespace SeriesSample;

/// <summary>Draws the last forecasts with their intervals, and what came.</summary>
internal static class Picture
{
    /// <summary>At most so many values, so that each can be seen.</summary>
    private const int Shown = 200;

    /// <summary>An SVG document.</summary>
    /// <param name="column">The series' name.</param>
    /// <param name="values">The values.</param>
    /// <param name="forecasts">Of the test part; those are shown that follow on one another, each <paramref name="ahead"/> steps from one time.</param>
    /// <param name="ahead">Steps foretold at a time.</param>
    public static string Draw(string column, double[] values, IReadOnlyList<Forecast> forecasts, int ahead)
    {
        var first = forecasts[0].Time;
        var stretches = forecasts.Where(forecast => (forecast.Time - forecast.Step + 1 - first) % ahead == 0).ToList();
        var shown = stretches.Skip(Math.Max(0, (stretches.Count - Shown) / ahead * ahead)).ToList();
        return new LineChart
        {
            Title = $"{column}, foretold {ahead} steps at a time",
            XLabel = "number of the value",
            YLabel = column,
            Width = 960,
            Series =
            [
                new("median, 5 % – 95 %", [.. shown.Select(forecast => ((double)forecast.Time, forecast.Middle))])
                {
                    Band = [.. shown.Select(forecast => ((double)forecast.Time, forecast.Low, forecast.High))],
                },
                new("what came", [.. shown.Select(forecast => ((double)forecast.Time, values[forecast.Time]))]) { IsReference = true },
            ],
        }.ToSvg();
    }
}

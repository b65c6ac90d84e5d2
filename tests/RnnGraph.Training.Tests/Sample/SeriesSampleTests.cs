using System.Globalization;
using System.Text.RegularExpressions;
using SeriesSample;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>Forecasts with intervals, of a made-up series: a wave of twelve steps, and noise.</summary>
public sealed class SeriesSampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SeriesSampleTests()
    {
        var random = new RandomStream(1);
        File.WriteAllLines(folder.File("wave.csv"),
            ["time,level", .. Enumerable.Range(0, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{10 + (3 * Math.Sin(i * Math.PI / 6)) + random.NextDouble() - 0.5:F4}"))]);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, "--data: expected a CSV file with a line of column names, given none; for example daily temperatures of Melbourne")]
    [InlineData(1, "--data: none: expected a CSV file with a line of column names, there is no such file; for example", "--data", "none")]
    [InlineData(2, "--column: expected the name of a column, given none", "--data", "wave.csv")]
    [InlineData(1, "--data: wave.csv(1,1): expected a column 'height', the file has: time, level", "--data", "wave.csv", "--column", "height")]
    [InlineData(1, "--data: expected values above 0, whose logarithms there are, value 1 is 0", "--data", "wave.csv", "--column", "time", "--log")]
    [InlineData(2, "--window, --ahead: expected fewer steps for 400 values, given windows of 300 and 7 ahead", "--data", "wave.csv", "--column", "level", "--window", "300")]
    [InlineData(1, "--picture: expected a file in a folder that exists, given nowhere/p", "--data", "wave.csv", "--column", "level", "--picture", "nowhere/p")]
    public void What_is_asked_for_wrongly_is_told_in_one_line(int code, string message, params string[] arguments)
    {
        using var run = SampleProcess.Run(typeof(SeriesSample.Program), folder.Root, arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }

    [Fact]
    public void Nine_of_ten_values_lie_in_the_interval_and_the_picture_shows_it()
    {
        using var run = SampleProcess.Run(typeof(SeriesSample.Program), folder.Root, "--data", "wave.csv", "--column", "level", "--ahead", "6", "--window", "18", "--season", "12",
            "--hidden", "16", "--passes", "40", "--lr", "0.01", "--picture", "p.svg", "--threads", "1");
        Assert.Equal("", run.Errors);
        var (network, stays, season) = (Row("network"), Row("stays as it is"), Row("as 12 before"));
        Assert.InRange(network.Coverage, 75, 100);
        Assert.True(network.Loss < stays.Loss, run.Output);
        Assert.True(season.Loss < stays.Loss, run.Output);
        var picture = File.ReadAllText(folder.File("p.svg"));
        foreach (var text in new[] { "level, foretold 6 steps at a time", "median, 5 % – 95 %", "what came", "number of the value" })
            Assert.Contains(text, picture, StringComparison.Ordinal);

        (double Coverage, double Loss) Row(string name)
        {
            var row = Regex.Match(run.Output, $"^{name} +([0-9.]+) *% +([0-9.]+) +([0-9.]+) +([0-9.]+)", RegexOptions.Multiline).Groups;
            return (double.Parse(row[1].Value, CultureInfo.InvariantCulture), double.Parse(row[4].Value, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_naive_forecast_repeats_the_season_and_knows_its_errors()
    {
        // 0, 10, 20, 0, 10, 20, …: each season as the one before, so that the interval is a point; without a season it errs.
        var history = new History([.. Enumerable.Range(0, 40).Select(i => i % 3 * 10.0)], ahead: 2, isLogarithmic: false);
        var season = new Naive(history, ahead: 2, season: 3).Of(34, 40).ToList();
        Assert.Equal([34, 35, 35, 36, 36, 37, 37, 38, 38, 39], season.Select(forecast => forecast.Time));
        Assert.All(season, forecast => Assert.Equal((history.Values[forecast.Time], 0), (forecast.Middle, forecast.High - forecast.Low)));
        var quality = Quality.Of(season, history.Values);
        Assert.Equal((1, 0, 0, 0), (quality.Coverage, quality.Width, quality.Error, quality.Loss));

        var stays = new Naive(history, ahead: 2, season: 1).Of(34, 40).ToList();
        Assert.Equal(history.Values[33], stays[0].Middle);
        Assert.Equal((history.Values[33] - 20, history.Values[33] + 10), (stays[0].Low, stays[0].High)); // one step on it falls by 20 or rises by 10
    }

    [Fact]
    public void The_loss_of_an_interval_weighs_what_lies_outside()
    {
        var forecast = new Forecast(0, 1, Low: 10, Middle: 20, High: 30);
        Assert.Equal((0.05 * 10) + 0 + (0.05 * 10), forecast.Loss(20), 12);
        Assert.Equal((0.95 * 10) + (0.5 * 20) + (0.05 * 30), forecast.Loss(0), 12);
        Assert.Equal((0.05 * 30) + (0.5 * 20) + (0.95 * 10), forecast.Loss(40), 12);
    }

    [Fact]
    public void Scaled_values_come_back()
    {
        foreach (var isLogarithmic in new[] { false, true })
        {
            var history = new History([.. Enumerable.Range(1, 30).Select(i => (double)i * i)], ahead: 3, isLogarithmic);
            Assert.Equal((21, 25), (history.TrainingEnd, history.ValidEnd));
            Assert.Equal(28, history.Rows.Rows);
            Assert.Equal(16, history.Unscaled(history.Rows[3][0]), 3);
            Assert.Equal(36, history.Unscaled(history.Rows[3][2]), 3);
        }
    }
}

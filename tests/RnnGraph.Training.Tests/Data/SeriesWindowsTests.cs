namespace RnnGraph.Training.Tests.Data;

/// <summary>Windows over a series of two columns.</summary>
public sealed class SeriesWindowsTests
{
    private static readonly Series<float> Series = Make(20);

    [Fact]
    public void Targets_are_the_rows_some_steps_ahead()
    {
        var source = new SeriesWindows<float>(Series, new(4) { Ahead = 3, Every = 5, First = 2, End = 16 }, rows: 2, seed: null);
        Assert.Equal(1, source.BatchesPerPass); // windows from rows 2 and 7; one from 12 would want its targets up to row 18
        var (inputs, targets, lengths) = Batches.Read(source, new MirrorMusic(2));
        Assert.Equal([4, 4], lengths);
        Assert.Equal([2, -2, 7, -7, 3, -3, 8, -8, 4, -4, 9, -9, 5, -5, 10, -10], inputs);
        Assert.Equal([5, -5, 10, -10, 6, -6, 11, -11, 7, -7, 12, -12, 8, -8, 13, -13], targets);
    }

    [Theory]
    [InlineData(16, 1, 4)]
    [InlineData(16, 4, 1)]
    [InlineData(1, 1, 19)]
    public void The_last_window_ends_with_the_series(int steps, int ahead, int windows)
        => Assert.Equal(windows, new SeriesWindows<float>(Series, new(steps) { Ahead = ahead }, rows: 1, seed: 1).BatchesPerPass);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.StartsWith("Expected 21 rows or more for one window, given 20.", Refused(new(20)), StringComparison.Ordinal);
        Assert.StartsWith("Expected windows of 1 step or more, 1 or more ahead, every 1 row or more, within the 20 rows of the series; given SeriesWindowSettings { Steps = 0,", Refused(new(0)), StringComparison.Ordinal);
        Refused(new(1) { Ahead = 0 });
        Refused(new(1) { Every = 0 });
        Refused(new(1) { First = -1 });
        Refused(new(1) { End = 21 });
        Assert.StartsWith("Expected batches of at most 2147483591 values, given 2147483647 rows of 4 steps of 2.",
            Assert.Throws<ArgumentException>(() => new SeriesWindows<float>(Series, new(4), int.MaxValue, null)).Message, StringComparison.Ordinal);

        string Refused(SeriesWindowSettings windows) => Assert.Throws<ArgumentException>(() => new SeriesWindows<float>(Series, windows, 1, null)).Message;
    }

    private static Series<float> Make(int rows)
    {
        var series = new Series<float>("up", "down");
        for (var row = 0; row < rows; row++)
            series.Add(row, -row);
        return series;
    }
}

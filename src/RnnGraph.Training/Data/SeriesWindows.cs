using System.Globalization;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches of windows over a series, for a network that foretells it: it reads the rows of a window, <c>[T, B, columns]</c>, and its targets <c>[T, B, columns]</c> are, for each
/// step, the row some steps ahead.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SeriesWindows<T> : SequenceBatches<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Series<T> series;
    private readonly SeriesWindowSettings windows;
    private readonly T[] inputs;
    private readonly T[] targets;

    /// <summary>Batches of windows.</summary>
    /// <param name="series">The series; kept, not copied.</param>
    /// <param name="windows">Where the windows lie.</param>
    /// <param name="rows">Windows of a batch.</param>
    /// <param name="seed">What every pass is shuffled from; null for the order of time.</param>
    /// <exception cref="ArgumentException">The part of the series is too short for one window, or a batch larger than an array can be.</exception>
    public SeriesWindows(Series<T> series, SeriesWindowSettings windows, int rows, ulong? seed)
        : base(Count(series, windows), windows.Steps, series.Columns.Count, rows, seed)
    {
        this.series = series;
        this.windows = windows;
        inputs = new T[BatchSize];
        targets = new T[BatchSize];
    }

    /// <inheritdoc/>
    public override Inputs<T> Inputs => new(inputs, targets);

    private protected override string Data => string.Create(
        CultureInfo.InvariantCulture,
        $"{series.Rows} rows of {series.Columns.Count}, windows of {windows.Steps} every {windows.Every} in {windows.First} … {EndOf(series, windows)}, {windows.Ahead} ahead, {DataHash.Of<T, T, T>(series.Values)}");

    private protected override int Fill(int row, int sequence)
    {
        var start = windows.First + (sequence * windows.Every);
        var columns = series.Columns.Count;
        for (var step = 0; step < Longest; step++)
        {
            var at = ((step * Rows) + row) * columns;
            series[start + step].CopyTo(inputs.AsSpan(at));
            series[start + step + windows.Ahead].CopyTo(targets.AsSpan(at));
        }

        return Longest;
    }

    private static int EndOf(Series<T> series, SeriesWindowSettings windows) => windows.End ?? series.Rows;

    private static int Count(Series<T> series, SeriesWindowSettings windows)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(windows);
        var end = EndOf(series, windows);
        if (windows.Steps < 1 || windows.Ahead < 1 || windows.Every < 1 || windows.First < 0 || end > series.Rows)
        {
            throw new ArgumentException(
                $"Expected windows of 1 step or more, 1 or more ahead, every 1 row or more, within the {series.Rows} rows of the series; given {windows}.", nameof(windows));
        }

        var last = end - windows.First - windows.Steps - windows.Ahead;
        return last >= 0
            ? (last / windows.Every) + 1
            : throw new ArgumentException($"Expected {windows.Steps + windows.Ahead} rows or more for one window, given {end - windows.First}.", nameof(windows));
    }
}

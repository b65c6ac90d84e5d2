using RnnGraph.Cells;

namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>A hundred thousand streaming steps; ten million are the benchmark <c>long-stream</c>.</summary>
public sealed class StreamProbeTests
{
    [Fact]
    public void A_long_stream_stays_right_and_allocates_nothing()
    {
        var report = StreamProbe.Run(new GruTorch(8, 32), 100_000);
        Assert.InRange(report.Steps, 100_000, 120_000);
        Assert.Equal(0, report.AllocatedBytes);
        Assert.Equal([37, 512], report.DifferenceByBlock.Keys.Order());
        Assert.All(report.DifferenceByBlock.Values, difference => Assert.InRange(difference, 0, 1e-6)); // values below 1, a few roundings of 6e-8
        Assert.True(report.IsCuredByReset);
        Assert.InRange(report.Median, TimeSpan.FromTicks(1), report.Percentile999);
        Assert.True(report.Percentile999 <= report.Longest);
        // A processor that falls back to microcode takes over a hundred times as long; a busy machine doubles times now and then.
        Assert.InRange(report.MedianOfVanishing, TimeSpan.Zero, 10 * report.Median);
    }

    /// <summary>What the probe is to find: a cell that allocates, whose blocks of 512 drift, and which a reset doesn't cure.</summary>
    [Fact]
    public void Faults_are_seen()
    {
        var report = StreamProbe.Run(new FaultyStream(), 1);
        Assert.Equal(0, report.DifferenceByBlock[37]);
        Assert.InRange(report.DifferenceByBlock[512], 0.1, double.MaxValue);
        Assert.False(report.IsCuredByReset);
        Assert.InRange(report.AllocatedBytes, 1, long.MaxValue);
    }
}

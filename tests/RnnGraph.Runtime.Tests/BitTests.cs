using System.Numerics;
using RnnGraph.Runtime;
using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Results that must have the same bits whatever the circumstances.</summary>
public sealed class BitTests
{
    [Theory]
    [InlineData(33, 5, 2)]
    [InlineData(33, 5, 4)]
    [InlineData(3, 9, 2)]
    [InlineData(16, 70, 3)]
    public void AnyNumberOfThreadsGivesTheSameBits(int batch, int steps, int threads)
    {
        var cell = new Lstm(13, 41);
        Assert.Equal(Run(cell, steps, batch, 1), Run(cell, steps, batch, threads));
        var gru = new Gru(13, 41);
        Assert.Equal(Run(gru, steps, batch, 1), Run(gru, steps, batch, threads));
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(1, 300)]
    [InlineData(5, 9)]
    [InlineData(8, 40)]
    public void ThreadsThatShareFewRowsGiveTheSameBits(int batch, int steps)
    {
        var cell = new Lstm(13, 41);
        Assert.Equal(Run(cell, steps, batch, 1), Run(cell, steps, batch, 2, leastShare: 0));
        var gru = new Gru(13, 41);
        Assert.Equal(Run(gru, steps, batch, 1), Run(gru, steps, batch, 2, leastShare: 0));

        // An evaluating run goes through its memory a few steps at a time.
        var run = new CellRun<float>(cell, steps, batch, ragged: true);
        var shared = cell.CreateWorkspace(steps, batch, Mode.Evaluate, threads: 2);
        shared.Division.LeastShare = 0;
        Assert.Equal(run.Forward(cell.CreateWorkspace(steps, batch, Mode.Evaluate)).All(), run.Forward(shared).All());
    }

    // In single rows, tiles of all heights and both widths of registers a sum runs in the same order.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(13)]
    public void ARowHasTheSameBitsInABatchOfAnySize(int batch)
    {
        OfARow(new Lstm(13, 41), batch);
        OfARow(new Gru(13, 41), batch);
    }

    private static void OfARow<T>(RecurrentCell<T> cell, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int most = 17, steps = 6;
        cell.Initialize(3);
        var random = new Random(5);
        T[] x = [.. Enumerable.Range(0, steps * most * 13).Select(_ => T.CreateChecked((2 * random.NextSingle()) - 1))];
        T[] few = [.. Enumerable.Range(0, steps).SelectMany(t => x.AsSpan(t * most * 13, batch * 13).ToArray())];
        T[] whole = new T[steps * most * 41], part = new T[steps * batch * 41];
        cell.Forward(cell.CreateWorkspace(steps, most), x, whole);
        cell.Forward(cell.CreateWorkspace(steps, batch), few, part);
        for (var t = 0; t < steps; t++)
            Assert.Equal(whole.AsSpan(t * most * 41, batch * 41), part.AsSpan(t * batch * 41, batch * 41));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public void RowsTakenAFewAtATimeGiveTheSameBits(int rows)
    {
        var cell = new Lstm(13, 600);
        var run = new CellRun<float>(cell, 40, 19, ragged: true);
        foreach (var mode in new[] { Mode.Evaluate, Mode.Train })
        {
            var blocks = cell.CreateWorkspace(40, 19, mode, threads: 2);
            blocks.Memory.BlockRows = rows;
            Assert.Equal(run.Forward(cell.CreateWorkspace(40, 19, mode)).All(), run.Forward(blocks).All());
        }
    }

    [Theory]
    [InlineData(19, 8, 19)]
    [InlineData(32, 32, 4)]
    [InlineData(64, 18, 14)]
    [InlineData(8, 1000, 4)] // the rows of a tile at least
    public void RowsThatCarryMoreThanACacheHoldsAreTakenAFewAtATime(int batch, int mebibytes, int expected) =>
        Assert.Equal(expected, SlotMemory<float>.BlockOf(batch, (long)mebibytes << 20));

    [Fact]
    public void GatheredDeltasGiveTheSameBits()
    {
        // Deltas beyond a megabyte are gathered before their product with Wᵀ, on one thread and on two.
        var cell = new Lstm(40, 64);
        Assert.Equal(Run(cell, 40, 60, 1), Run(cell, 40, 60, 2));
    }

    [Fact]
    public async Task EightThreadsShareACell()
    {
        var cell = new Lstm(9, 23);
        var expected = Run(cell, 12, 11, 1);
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            var outcome = Array.Empty<float>();
            for (var round = 0; round < 20; round++)
                outcome = Run(cell, 12, 11, 1 + (i % 2));
            return outcome;
        })));
        Assert.All(runs, run => Assert.Equal(expected, run));
    }

    [Fact]
    public void ASecondRunGivesTheSameBits()
    {
        var cell = new Lstm(5, 19);
        var workspace = cell.CreateWorkspace(7, 9);
        var first = new CellRun<float>(cell, 7, 9, ragged: true).Forward(workspace).Backward(workspace);
        var second = new CellRun<float>(cell, 7, 9, ragged: true).Forward(workspace).Backward(workspace);
        Assert.Equal(first.All(), second.All());
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(0, 3)]
    [InlineData(1, 11)]
    public void NothingIsReadBeforeItIsWritten(int beside, int batch)
    {
        var expected = Everything(beside, batch);
        WorkspaceFill.WithNaN = true;
        try
        {
            var actual = Everything(beside, batch);
            Assert.DoesNotContain(actual, double.IsNaN);
            Assert.Equal(expected, actual);
        }
        finally
        {
            WorkspaceFill.WithNaN = false;
        }
    }

    private static double[] Everything(int beside, int batch)
    {
        var lstm = new Lstm(Vector<float>.Count + beside, Vector<float>.Count + beside);
        var gru = new Gru(Vector<double>.Count - beside, Vector<double>.Count + beside);
        var evaluation = new CellRun<float>(lstm, 6, batch, ragged: true).Forward(lstm.CreateWorkspace(6, batch, Mode.Evaluate));
        return [.. Array.ConvertAll(Run(lstm, 6, batch, 1), x => (double)x), .. Run(gru, 6, batch, 2), .. CellRun<float>.ToDouble(evaluation.All())];
    }

    private static T[] Run<T>(RecurrentCell<T> cell, int steps, int batch, int threads, long? leastShare = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var run = new CellRun<T>(cell, steps, batch, ragged: true);
        var workspace = cell.CreateWorkspace(steps, batch, threads: threads);
        workspace.Division.LeastShare = leastShare ?? workspace.Division.LeastShare;
        return run.Forward(workspace).Backward(workspace).All();
    }
}

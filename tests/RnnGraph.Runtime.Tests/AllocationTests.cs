using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>After a workspace's first run nothing is allocated.</summary>
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Rounds = 1000;
    private const int Batches = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RunsAllocateNothing(int threads)
    {
        var cell = new Lstm(5, 17);
        var workspace = cell.CreateWorkspace(4, 16, threads: threads);
        var gradients = cell.CreateGradients();
        var state = cell.CreateState(16);
        float[] x = new float[4 * 16 * 5], y = new float[4 * 16 * 17], dx = new float[x.Length];
        var lengths = Enumerable.Range(0, 16).Select(i => i % 5).ToArray();
        AssertNothing(() =>
        {
            cell.Forward(workspace, x, y, state, lengths);
            cell.Backward(workspace, y, dx, state, gradients);
            cell.Parameters.Update(static _ => { });
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void StepsAllocateNothing(int batch)
    {
        var cell = new Lstm(5, 17);
        var state = cell.CreateState(batch);
        float[] x = new float[batch * 5], y = new float[batch * 17];
        var tokens = Enumerable.Range(1, batch).ToArray();
        AssertNothing(() =>
        {
            cell.Step(x, y, state);
            cell.Step(tokens, y, state);
            cell.Steps(x, y, state);
        });
    }

    private static void AssertNothing(Action round)
    {
        // Until tiered compilation has settled, the runtime itself allocates. The tests' host does several times a second, whatever we do; so the rounds are
        // counted in batches shorter than that, and a batch that the host fell into is run again. A run that allocates would do so every time.
        for (var i = 0; i < 100; i++)
            round();
        for (var batch = 0; batch < Batches; batch++)
        {
            var allocated = long.MaxValue;
            for (var attempt = 0; attempt < 100 && allocated != 0; attempt++)
                allocated = Allocated(round);
            Assert.Equal(0, allocated);
        }
    }

    private static long Allocated(Action round)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Rounds / Batches; i++)
            round();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}

/// <summary>Alone, as allocations are counted for the whole process.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTestsAlone;

namespace RnnGraph.Torch.Tests;

/// <summary>After its first run a workspace allocates nothing; nor does a step.</summary>
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    [Fact]
    public void Runs_and_steps_allocate_nothing()
    {
        var gru = new Gru<float>(3, 9, 2, dropout: 0.5);
        var workspace = gru.CreateWorkspace(4, 2);
        var gradients = gru.CreateGradients();
        var state = gru.CreateState(2);
        float[] x = new float[4 * 2 * 3], y = new float[4 * 2 * 9], dx = new float[x.Length];
        int[] lengths = [4, 2];
        AssertNothing(() =>
        {
            gru.Forward(workspace, x, y, state, lengths);
            gru.Backward(workspace, y, dx, state, gradients);
            gru.Step(x.AsSpan(0, 6), y.AsSpan(0, 18), state);
        });
    }

    // The runtime itself allocates now and then on any thread (tiering); a run that allocated would do so every time.
    private static void AssertNothing(Action run)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 50; i++)
                run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}

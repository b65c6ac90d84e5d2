using RnnGraph.Runtime.Threads;
using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Threads that share rows while another program has their processors: they notice, and leave the work to one of them for a while.</summary>
public sealed class BusyProcessorTests
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task AThreadThatIsWaitedForTooLongIsCounted()
    {
        var gathering = new Gathering();
        gathering.Reset(2);
        var other = Task.Run(() =>
        {
            Thread.Sleep(Late);
            gathering.Arrive();
        });
        gathering.Arrive();
        await other;
        Assert.Equal(1, gathering.Late);
        gathering.Reset(2);
        Assert.Equal(0, gathering.Late);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 15)]
    public async Task AfterManyLateArrivalsSomeRunsAreDoneAlone(int lateArrivals, int runsAlone)
    {
        var workspace = new Lstm(128, 128).CreateWorkspace(1, 1, threads: 2);
        workspace.SetThreads(2);
        Assert.True(workspace.SharesRows);
        for (var i = 0; i < lateArrivals; i++)
        {
            var other = Task.Run(() =>
            {
                Thread.Sleep(Late);
                workspace.Meet();
            });
            workspace.Meet();
            await other;
        }

        workspace.SetThreads(1);
        for (var run = 0; run < runsAlone; run++)
        {
            workspace.SetThreads(2);
            Assert.False(workspace.SharesRows);
            workspace.SetThreads(1);
        }

        workspace.SetThreads(2);
        Assert.True(workspace.SharesRows);
    }
}

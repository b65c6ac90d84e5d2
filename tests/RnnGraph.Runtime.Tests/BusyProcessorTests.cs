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
        workspace.Division.Begin(workspace.Division.Decide(backwards: false));
        Assert.True(workspace.Division.SharesRows);
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

        workspace.Division.End();
        for (var run = 0; run < runsAlone; run++)
        {
            workspace.Division.Begin(workspace.Division.Decide(backwards: false));
            Assert.False(workspace.Division.SharesRows);
            workspace.Division.End();
        }

        workspace.Division.Begin(workspace.Division.Decide(backwards: false));
        Assert.True(workspace.Division.SharesRows);
    }

    [Fact]
    public void AsLongAsItGoesNoBetterTwiceAsManyFollow()
    {
        var alone = new RunsAlone();
        foreach (var expected in new[] { 15, 30, 60, 120, 240, 240 })
        {
            alone.Follow(late: 5);
            Assert.Equal(expected, Taken(alone));
        }

        alone.Follow(late: 4);
        Assert.Equal(0, Taken(alone));
        alone.Follow(late: 5);
        Assert.Equal(15, Taken(alone));
    }

    private static int Taken(RunsAlone alone)
    {
        var taken = 0;
        while (alone.Take())
            taken++;
        return taken;
    }
}

using RnnGraph.Runtime;

namespace RnnGraph.Tests;

/// <summary>The blocks of steps that a sweep goes through.</summary>
public sealed class SweepTests
{
    [Theory]
    [InlineData(64, 32, 40, "0-64")] // all of it fits
    [InlineData(5, 32, 4096, "0-2 2-4 4-5")] // 64 rows at least, though they are beyond the second-level cache
    [InlineData(5, 32, 20000, "0-5")] // nothing stays in a cache
    [InlineData(6, 30, 4096, "0-2 2-4 4-6")] // whole steps
    [InlineData(7, 1, 4096, "0-7")] // a step of one row
    [InlineData(3, 100, 4096, "0-1 1-2 2-3")] // a step at least
    [InlineData(64, 8, 1024, "0-16 16-32 32-48 48-64")] // 512 KiB: 128 rows
    [InlineData(5, 8, 2048, "0-5")]
    [InlineData(9, 8, 2048, "0-5 5-9")] // blocks are about even
    [InlineData(1, 32, 4096, "0-1")]
    [InlineData(0, 32, 4096, "")]
    public void Blocks_are_whole_steps_and_leave_the_pass_as_it_was(int steps, int batch, int features, string blocks)
    {
        var network = new Sweeper(features);
        network.Forward(network.CreateWorkspace(steps, batch), default(Inputs<float>), Outputs<float>.None);
        Assert.Equal([blocks, blocks], network.Sweeps);
        Assert.Equal((0, steps), network.After);
    }

    [Fact]
    public void The_rows_of_a_block_can_be_given()
    {
        var network = new Sweeper(100);
        var workspace = network.CreateWorkspace(3, 4);
        workspace.SweepRows = 8;
        network.Forward(workspace, default(Inputs<float>), Outputs<float>.None);
        Assert.Equal(["0-2 2-3", "0-2 2-3"], network.Sweeps);
    }

    /// <summary>Goes through two sweeps that write one value.</summary>
    private sealed class Sweeper(int features) : RecurrentNetwork<float>(new CellPlan
    {
        Name = "Sweeper",
        Slots = [new SlotPlan("value", features, 1, SlotLayout.Panels, Window.Steps, Window.Chunk)],
        Sweeps = [new SweepPlan([0])],
        RunsWhole = true,
    })
    {
        public List<string> Sweeps { get; } = [];

        public (int Begin, int End) After { get; private set; }

        protected override void Forward(ref Pass<float> pass)
        {
            for (var i = 0; i < 2; i++)
            {
                var blocks = new List<string>();
                while (pass.Sweep(0))
                    blocks.Add($"{pass.Begin}-{pass.End}");
                Sweeps.Add(string.Join(" ", blocks));
            }

            After = (pass.Begin, pass.End);
        }

        protected override void Backward(ref Pass<float> pass)
        {
        }
    }
}

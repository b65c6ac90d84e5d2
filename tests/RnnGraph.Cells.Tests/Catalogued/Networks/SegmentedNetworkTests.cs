using CharRnn.Networks;
using RnnGraph.Tests.Shared;

namespace RnnGraph.Cells.Tests.Catalogued.Networks;

/// <summary>Which networks can be run a segment of steps at a time; that those which can say the same is checked with the catalogue.</summary>
public sealed class SegmentedNetworkTests
{
    private const int Steps = 60;
    private const int Batch = 9;

    /// <summary>Scans upwards, with what precedes and follows them step by step, and with starts computed once for a sequence, can be cut.</summary>
    [Theory]
    [InlineData("app-conditioned", null)]
    [InlineData("app-frames", null)]
    [InlineData("app-scanline", null)]
    [InlineData("app-tagging", "runs in reverse")]
    [InlineData("bidirectional-concat", "runs in reverse")]
    [InlineData("bidirectional-sum", "runs in reverse")]
    [InlineData("char-lm", null)]
    [InlineData("hello", null)]
    [InlineData("shape-encoder-decoder", "time axes")]
    [InlineData("shape-in-step", null)]
    [InlineData("shape-many-to-one", null)]
    [InlineData("shape-one-to-many", null)]
    public void Cut_or_refused(string id, string? obstacle)
    {
        var definition = CatalogueNetworks.All[id];
        var network = definition.Single([.. definition.SizeNames.Select(_ => 20)]);
        var whole = network.CreateWorkspace(Steps, Batch);
        if (obstacle is null)
        {
            Assert.InRange(SegmentedWorkspaces.Least(network, Steps, Batch).SegmentSteps, 1, Steps / 2);
            return;
        }

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateWorkspace(Steps, Batch, memory: whole.Bytes - 1));
        Assert.Contains(FormattableString.Invariant($"takes {whole.Bytes} bytes"), error.Message, StringComparison.Ordinal);
        Assert.Contains(obstacle, error.Message, StringComparison.Ordinal);
        Assert.Equal(whole.Bytes, network.CreateWorkspace(Steps, Batch, memory: whole.Bytes).Bytes);
    }

    /// <summary>The mean of the loss is that of the whole run, with the same bits; its gradients agree as far as rounding lets sums over five hundred rows.</summary>
    [Fact]
    public void Layers_a_head_and_a_loss_say_what_all_steps_say()
    {
        var network = new LstmTwo(30, 20);
        var random = new Random(1);
        int[] read = [.. Enumerable.Range(0, Steps * Batch).Select(_ => random.Next(30))], next = [.. read.Skip(1), 0];
        int[] lengths = [Steps, 0, 17, 1, 59, Steps, 33, 34, 2];
        var workspaces = SegmentedWorkspaces.Of(network, Steps, Batch, threads: 3).ToList();
        Assert.InRange(workspaces.Count, 4, Steps);
        var (logits, loss, gradient) = Run(workspaces[0]);
        var scale = gradient.Max(Math.Abs);
        foreach (var workspace in workspaces.Skip(1))
        {
            var found = Run(workspace);
            Assert.Equal(loss, found.Loss);
            Assert.Equal(logits, found.Logits);
            Assert.All(gradient.Zip(found.Gradient), pair => Assert.InRange(pair.Second, pair.First - (1e-5f * scale), pair.First + (1e-5f * scale)));
        }

        (float[] Logits, double Loss, float[] Gradient) Run(Workspace<float> workspace)
        {
            var (y, gradients) = (new float[Steps * Batch * 30], network.CreateGradients());
            network.Forward(workspace, new Inputs<float>(read).AndTokens(next), y, null, lengths);
            network.Backward(workspace, gradients);
            return (y, workspace.Loss, gradients.Values.ToArray());
        }
    }
}

using RnnGraph.Tests.HandWritten;

namespace RnnGraph.Tests;

/// <summary>Runs in less memory than all steps take, by rows and, where rows are few, by panels: forward the same bits, gradients as far as the order of their sums lets them.</summary>
public sealed class SegmentTests
{
    private const int Steps = 11;
    private const float Tolerance = 1e-5f; // of the largest: sums of some hundred products, each good to 6e-8

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(9, 1)]
    [InlineData(9, 3)]
    [InlineData(33, 2)]
    public void Any_number_of_segments_says_what_all_steps_say(int batch, int threads)
    {
        var cell = new Lstm(3, 19);
        var random = new Random(2);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(Steps * batch * 3), dy = Draw(Steps * batch * 19);
        int[] lengths = [.. Enumerable.Range(0, batch).Select(row => (Steps + (5 * row)) % (Steps + 1))];
        var whole = Run(cell.CreateWorkspace(Steps, batch));
        var cuts = 0;
        for (var memory = cell.CreateWorkspace(Steps, batch).Bytes - 1; Make(memory) is { } workspace; memory = workspace.Bytes - 1, cuts++)
        {
            // Few rows are shared by panels whatever their work.
            workspace.Division.LeastShare = 0;
            var found = Run(workspace);
            Assert.Equal(whole.Y, found.Y);
            AssertClose(whole.Dx, found.Dx);
            AssertClose(whole.Gradient, found.Gradient);
        }

        Assert.InRange(cuts, 2, Steps);

        Workspace<float>? Make(long memory)
        {
            try
            {
                return cell.CreateWorkspace(Steps, batch, Mode.Train, threads, memory: memory);
            }
            catch (ArgumentOutOfRangeException)
            {
                return null;
            }
        }

        (float[] Y, float[] Dx, float[] Gradient) Run(Workspace<float> workspace)
        {
            var (y, dx, gradients) = (new float[dy.Length], new float[x.Length], cell.CreateGradients());
            cell.Forward(workspace, x, y, null, lengths);
            cell.Backward(workspace, dy, dx, null, gradients);
            return (y, dx, gradients.Values.ToArray());
        }
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        var allowed = Tolerance * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - allowed, pair.First + allowed));
    }
}

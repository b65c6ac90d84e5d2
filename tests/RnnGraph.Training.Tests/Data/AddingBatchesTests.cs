namespace RnnGraph.Training.Tests.Data;

/// <summary>The adding problem as it is defined, and drawn again where it is resumed.</summary>
public sealed class AddingBatchesTests
{
    [Fact]
    public void The_target_is_the_sum_of_the_two_marked_numbers_one_in_each_half()
    {
        const int Steps = 7;
        const int Rows = 40;
        var source = new AddingBatches<double>(Steps, Rows, seed: 3);
        var echo = new MirrorNumbers(2);
        source.Next();
        var (x, sums) = (new double[Steps * Rows * 2], new double[Rows]);
        echo.Forward(echo.CreateWorkspace(Steps, Rows, Mode.Evaluate), source.Inputs, new Outputs<double>(x, sums));

        var positions = new HashSet<int>();
        for (var row = 0; row < Rows; row++)
        {
            var marked = Enumerable.Range(0, Steps).Where(step => x[(((step * Rows) + row) * 2) + 1] == 1).ToList();
            Assert.Equal(2, marked.Count);
            Assert.True(marked[0] < Steps / 2 && marked[1] >= Steps / 2);
            Assert.Equal(marked.Sum(step => x[((step * Rows) + row) * 2]), sums[row]);
            positions.UnionWith(marked);
        }

        Assert.Equal(Steps, positions.Count);
        Assert.All(Enumerable.Range(0, Steps * Rows), at => Assert.InRange(x[at * 2], 0, 1));
    }

    [Fact]
    public void Resumed_it_goes_on_with_the_same()
    {
        var (one, other) = (new AddingBatches<float>(4, 3, seed: 3), new AddingBatches<float>(4, 3, seed: 3));
        one.Next();
        other.Resume(one.Position);
        one.Next();
        other.Next();
        Assert.Equal(one.Position, other.Position);
        Assert.Throws<ArgumentException>(() => other.Resume([1, 2]));
    }
}

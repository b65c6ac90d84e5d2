namespace RnnGraph.Training.Tests.Losses;

public sealed class SoftmaxCrossEntropyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(65)]
    [InlineData(300)]
    public void The_loss_is_that_of_the_softmax_written_out_and_a_row_without_a_target_adds_none(int classes)
    {
        var random = new RandomStream(3);
        var logits = Enumerable.Range(0, 3 * classes).Select(_ => (random.NextDouble() * 6) - 3).ToArray();
        var expected = Loss(row: 0, target: 0) + Loss(row: 1, target: classes - 1);

        Assert.Equal(expected, SoftmaxCrossEntropy.Loss(logits.AsSpan(), [0, classes - 1, SoftmaxCrossEntropy.Ignored]), 12); // a rounding or two of at most 6 + ln 300

        double Loss(int row, int target) => -Math.Log(Math.Exp(logits[(row * classes) + target]) / logits.Skip(row * classes).Take(classes).Sum(Math.Exp));
    }

    [Fact]
    public void Equal_logits_lose_the_logarithm_of_the_classes()
        => Assert.Equal(Math.Log(65), SoftmaxCrossEntropy.Loss(new float[65], [4]), 6);

    [Fact]
    public void Large_logits_neither_overflow_nor_vanish()
    {
        Assert.Equal(0, SoftmaxCrossEntropy.Loss(new[] { 1e30f, 0f, -1e30f }, [0]));
        Assert.Equal(1e30, SoftmaxCrossEntropy.Loss(new[] { 1e30f, 0f, -1e30f }, [1]), 1e23);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_logit_that_is_no_number_gives_no_number(float bad)
        => Assert.True(double.IsNaN(SoftmaxCrossEntropy.Loss(new[] { 0f, bad, 1f }, [0])));

    [Fact]
    public void Wrong_lengths_and_classes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SoftmaxCrossEntropy.Loss(new float[5], [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxCrossEntropy.Loss(new float[6], [0, 3]));
    }
}

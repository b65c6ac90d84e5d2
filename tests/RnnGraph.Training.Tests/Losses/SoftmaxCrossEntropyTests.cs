namespace RnnGraph.Training.Tests.Losses;

public sealed class SoftmaxCrossEntropyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(65)]
    [InlineData(300)]
    public void The_gradient_is_that_of_central_differences(int classes)
    {
        const int Rows = 3;
        const double Scale = 0.25;
        var random = new RandomStream(3);
        var logits = Enumerable.Range(0, Rows * classes).Select(_ => (random.NextDouble() * 6) - 3).ToArray();
        var targets = new[] { 0, classes - 1, SoftmaxCrossEntropy.Ignored };
        var gradient = new double[logits.Length];

        var loss = SoftmaxCrossEntropy.LossAndGradient<double>(logits, targets, gradient, Scale);

        Assert.Equal(Loss(logits), loss, 13);
        const double Step = 1e-5; // error of the difference: step² · third derivative (≤ 1) plus rounding 1e-16 / step, both about 1e-10
        for (var i = 0; i < logits.Length; i++)
        {
            var (up, down) = ((double[])logits.Clone(), (double[])logits.Clone());
            up[i] += Step;
            down[i] -= Step;
            Assert.Equal(Scale * (Loss(up) - Loss(down)) / (2 * Step), gradient[i], 1e-9);
        }

        double Loss(double[] values) => SoftmaxCrossEntropy.Loss(((double[])values.Clone()).AsSpan(), targets);
    }

    [Fact]
    public void Equal_logits_lose_the_logarithm_of_the_classes()
        => Assert.Equal(Math.Log(65), SoftmaxCrossEntropy.Loss(new float[65], [4]), 6);

    [Fact]
    public void Large_logits_neither_overflow_nor_vanish()
    {
        var logits = new[] { 1e30f, 0f, -1e30f };
        var gradient = new float[3];
        Assert.Equal(0, SoftmaxCrossEntropy.LossAndGradient<float>(logits, [0], gradient, 1));
        Assert.Equal([0f, 0f, 0f], gradient);
        Assert.Equal(1e30, SoftmaxCrossEntropy.LossAndGradient<float>(logits, [1], gradient, 1), 1e23);
        Assert.Equal([1f, -1f, 0f], gradient);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_logit_that_is_no_number_gives_no_number(float bad)
        => Assert.True(double.IsNaN(SoftmaxCrossEntropy.Loss(new[] { 0f, bad, 1f }, [0])));

    [Fact]
    public void The_gradient_may_overwrite_the_logits()
    {
        var logits = new[] { 0.5f, -1f, 2f, 0f, 0f, 1f };
        var apart = new float[6];
        var loss = SoftmaxCrossEntropy.LossAndGradient<float>(logits, [1, 2], apart, 0.5f);
        Assert.Equal(loss, SoftmaxCrossEntropy.LossAndGradient<float>(logits, [1, 2], logits, 0.5f));
        Assert.Equal(apart, logits);
    }

    [Fact]
    public void Wrong_lengths_and_classes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SoftmaxCrossEntropy.Loss(new float[5], [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxCrossEntropy.Loss(new float[6], [0, 3]));
        Assert.Throws<ArgumentException>(() => SoftmaxCrossEntropy.LossAndGradient<float>(new float[6], [0, 0], new float[5], 1));
    }
}

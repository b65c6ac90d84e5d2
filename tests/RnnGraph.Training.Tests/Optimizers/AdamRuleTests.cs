namespace RnnGraph.Training.Tests.Optimizers;

public sealed class AdamRuleTests
{
    [Fact]
    public void Ten_steps_are_those_of_the_formulas()
    {
        var settings = new AdamSettings(0.01, 0.8, 0.95, 1e-6);
        var random = new RandomStream(5);
        const int Count = 2500; // more than two blocks and an odd end
        var (p, m, v) = (new double[Count], new double[Count], new double[Count]);
        var (expected, first, second) = (new double[Count], new double[Count], new double[Count]);
        for (var step = 1; step <= 10; step++)
        {
            var g = Enumerable.Range(0, Count).Select(_ => random.NextDouble() - 0.4).ToArray();
            AdamRule.Apply<double>(p, g, m, v, settings, step);
            for (var i = 0; i < Count; i++)
            {
                first[i] = (0.8 * first[i]) + (0.2 * g[i]);
                second[i] = (0.95 * second[i]) + (0.05 * g[i] * g[i]);
                var mean = first[i] / (1 - Math.Pow(0.8, step));
                var square = second[i] / (1 - Math.Pow(0.95, step));
                expected[i] -= 0.01 * mean / (Math.Sqrt(square) + 1e-6);
                Assert.Equal(expected[i], p[i], 1e-14); // ten steps of 0.01, each rounded a few times at 1e-16 of it
            }
        }
    }

    [Fact]
    public void The_first_step_is_the_learning_rate_against_the_sign()
    {
        float[] p = [1, 1, 1], g = [0.5f, -1e-3f, 0];
        AdamRule.Apply<float>(p, g, new float[3], new float[3], new AdamSettings(0.25), 1);
        Assert.Equal(0.75f, p[0], 1e-6f);
        Assert.Equal(1.25f, p[1], 1e-5f); // ε = 1e-8 against 1e-3
        Assert.Equal(1f, p[2]); // a padding lane
    }
}

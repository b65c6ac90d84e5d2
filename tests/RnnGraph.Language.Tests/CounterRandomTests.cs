using RnnGraph.Interpreting;

namespace RnnGraph.Language.Tests;

public class CounterRandomTests
{
    // Computed by a restatement of the formulas in Python.
    [Theory]
    [InlineData(0UL, "mask", 0L, 0, 9069509063322226141UL, new[] { 2368827624U, 3050941985U, 1847194093U, 3331100224U })]
    [InlineData(1UL, "mask", 0L, 0, 1157802037051301431UL, new[] { 3381409367U, 3606569613U, 769373254U, 1345157005U })]
    [InlineData(1UL, "drop.mask", 7L, 3, 1936115467475711129UL, new[] { 1603497463U, 608272194U, 594930376U, 2206787065U })]
    [InlineData(ulong.MaxValue, "m", CounterRandom.Once, 31, 6073567474673437812UL, new[] { 563267209U, 4079933884U, 995936393U, 2254551358U })]
    public void The_numbers_are_these_on_every_machine(ulong seed, string name, long step, int row, ulong key, uint[] bits)
    {
        Assert.Equal(key, CounterRandom.KeyOf(seed, CounterRandom.StreamOf(name), step, row));
        Assert.Equal(bits, new[] { 0, 1, 2, 1000 }.Select(feature => CounterRandom.Bits(key, feature)));
    }

    [Theory]
    [InlineData("", 2166136261U)]
    [InlineData("a", 3826002220U)]
    [InlineData("foobar", 3214735720U)]
    public void A_stream_is_the_FNV_hash_of_a_name(string name, uint hash) => Assert.Equal(hash, CounterRandom.StreamOf(name));

    // Each walk varies one coordinate. The bounds are 4.5 standard deviations of the statistic: 7 in a million for chance.
    [Theory]
    [InlineData("feature")]
    [InlineData("row")]
    [InlineData("step")]
    [InlineData("seed")]
    public void Draws_along_a_coordinate_are_uniform_and_independent(string along)
    {
        const int Count = 200_000;
        var values = Enumerable.Range(0, Count).Select(i => Draw(along, i)).ToArray();
        var centred = values.Select(value => value - 0.5).ToArray();

        Assert.All(values, value => Assert.InRange(value, 0, 1 - (1.0 / (1 << 24))));
        Assert.InRange(centred.Average(), -Bound(1 / 12.0), Bound(1 / 12.0));
        Assert.InRange(centred.Average(value => value * value) - (1 / 12.0), -Bound(1 / 180.0), Bound(1 / 180.0));
        foreach (var lag in new[] { 1, 2, 8, 64 })
        {
            Assert.InRange(centred.Skip(lag).Zip(centred, (a, b) => a * b).Average(), -Bound(1 / 144.0), Bound(1 / 144.0));
        }

        // χ² of 256 cells: mean 255, variance 510.
        var cells = values.GroupBy(value => (int)(value * 256)).Sum(cell => Math.Pow(cell.Count() - (Count / 256.0), 2) / (Count / 256.0));
        Assert.InRange(cells, 255 - (4.5 * Math.Sqrt(510)), 255 + (4.5 * Math.Sqrt(510)));

        static double Bound(double variance) => 4.5 * Math.Sqrt(variance / Count);
    }

    [Fact]
    public void Each_bit_flips_half_of_the_draws_when_one_coordinate_changes()
    {
        var flips = new int[32];
        for (var i = 0; i < 4000; i++)
        {
            var (before, after) = (CounterRandom.Bits(CounterRandom.KeyOf(5, 7, i, 0), 3), CounterRandom.Bits(CounterRandom.KeyOf(5, 7, i, 1), 3));
            for (var bit = 0; bit < 32; bit++)
            {
                flips[bit] += (int)(((before ^ after) >> bit) & 1);
            }
        }

        Assert.All(flips, count => Assert.InRange(count, 2000 - (5 * 31.6), 2000 + (5 * 31.6)));
    }

    // Quantiles of the normal distribution at the middle of a cell, by Wichura's algorithm AS 241 in Python's statistics module.
    [Theory]
    [InlineData(0.5, 7.470333593806755e-08)]
    [InlineData(0.75, 0.6744898439671652)]
    [InlineData(0.975, 1.959963986)]
    [InlineData(0.0013498980316301, -2.9999999999999996)]
    public void A_normal_draw_is_the_quantile_of_the_uniform_one(double uniform, double quantile)
    {
        // The feature whose uniform number is nearest.
        var nearest = Enumerable.Range(0, 2_000_000).MinBy(feature => Math.Abs(CounterRandom.Uniform(1, feature) - uniform));
        var slope = Math.Sqrt(2 * Math.PI) * Math.Exp(quantile * quantile / 2);
        var expected = quantile + (slope * (CounterRandom.Uniform(1, nearest) + (1.0 / (1 << 25)) - uniform));

        // The polynomial's 2e-7, and the second derivative over the distance to the nearest of two million draws.
        Assert.Equal(expected, CounterRandom.Normal(1, nearest), 1e-5);
    }

    [Fact]
    public void Normal_draws_have_the_moments_of_the_normal_distribution()
    {
        const int Count = 400_000;
        var values = Enumerable.Range(0, Count).Select(feature => CounterRandom.Normal(9, feature)).ToArray();

        Assert.InRange(values.Average(), -4.5 / Math.Sqrt(Count), 4.5 / Math.Sqrt(Count));
        Assert.InRange(values.Average(z => z * z) - 1, -4.5 * Math.Sqrt(2.0 / Count), 4.5 * Math.Sqrt(2.0 / Count));
        Assert.InRange(values.Average(z => z * z * z * z) - 3, -4.5 * Math.Sqrt(96.0 / Count), 4.5 * Math.Sqrt(96.0 / Count));
        Assert.InRange(values.Max(Math.Abs), 4, 5.42);
        Assert.Equal(0.3173, values.Count(z => Math.Abs(z) > 1) / (double)Count, 4.5 * Math.Sqrt(0.3173 * 0.6827 / Count));
    }

    private static double Draw(string along, int i) => along switch
    {
        "feature" => CounterRandom.Uniform(CounterRandom.KeyOf(1, 2, 3, 4), i),
        "row" => CounterRandom.Uniform(CounterRandom.KeyOf(1, 2, 3, i), 5),
        "step" => CounterRandom.Uniform(CounterRandom.KeyOf(1, 2, i, 4), 5),
        _ => CounterRandom.Uniform(CounterRandom.KeyOf((ulong)i, 2, 3, 4), 5),
    };
}

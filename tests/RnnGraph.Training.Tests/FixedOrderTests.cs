namespace RnnGraph.Training.Tests;

public sealed class FixedOrderTests
{
    [Fact]
    public void Sums_have_the_same_bits_wherever_the_values_lie()
    {
        var random = new RandomStream(1);
        var values = Enumerable.Range(0, 1001).Select(_ => (float)random.NextDouble()).ToArray();
        var sum = FixedOrder.Sum<float>(values);
        var squares = FixedOrder.SumOfSquares<float>(values);
        var moved = new float[values.Length + 16];
        for (var offset = 0; offset < 16; offset++)
        {
            values.CopyTo(moved, offset);
            Assert.Equal(sum, FixedOrder.Sum<float>(moved.AsSpan(offset, values.Length)));
            Assert.Equal(squares, FixedOrder.SumOfSquares<float>(moved.AsSpan(offset, values.Length)));
        }

        Assert.Equal(values.Sum(value => (double)value), sum, 1e-3); // 1001 roundings of a sum of about 500: at most 1001 · 500 · 2⁻²⁴ = 3e-2, in practice far less
        Assert.Equal(values.Sum(value => (double)value * value), squares, 1e-10);
    }

    [Fact]
    public void The_squares_of_large_values_do_not_overflow()
        => Assert.Equal(9e60, FixedOrder.SumOfSquares<float>(Enumerable.Repeat(1e30f, 9).ToArray()), 1e54);
}

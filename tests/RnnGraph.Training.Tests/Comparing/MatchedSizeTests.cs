namespace RnnGraph.Training.Tests.Comparing;

/// <summary>Sizes of about as many parameters.</summary>
public sealed class MatchedSizeTests
{
    private static readonly ComparedNetwork<float> Elman = new("elman", hidden => new SumByElman(hidden));

    // W [h, 2], U [h, h], b [h]; the head's h weights and bias: h² + 4h + 1
    [Theory]
    [InlineData(6, 1, 6)]
    [InlineData(9, 1, 6)] // 6 and 13: nearer to 6
    [InlineData(10, 2, 13)]
    [InlineData(1000, 30, 1021)] // 29 has 958
    [InlineData(989, 29, 958)]
    [InlineData(990, 30, 1021)] // 32 from the one, 31 from the other
    public void The_nearest_number_of_parameters_is_found(long parameters, int hidden, long expected)
    {
        Assert.Equal(new(hidden, expected), MatchedSize.Find(Elman, parameters));
        Assert.Equal(expected, Elman.Create(hidden).Parameters.Infos.Sum(parameter => parameter.Size));
    }

    // y = W·x + b of u inputs: u + 1
    [Fact]
    public void Of_two_as_near_the_smaller_is_taken() =>
        Assert.Equal(new(2, 5), MatchedSize.Find(new ComparedNetwork<float>("in twos", units => new DenseNetwork(2 * units, 1)), 6));

    [Fact]
    public void Sizes_that_a_network_refuses_are_passed_over()
    {
        var ofFour = new ComparedNetwork<float>("of four", hidden => hidden % 4 == 0 ? new SumByElman(hidden) : throw new ArgumentException("a multiple of 4", nameof(hidden)));
        Assert.Equal(28, MatchedSize.Find(ofFour, 958).Hidden);
        Assert.Contains("'never' refuses all of them", Assert.Throws<ArgumentException>(() => MatchedSize.Find(new ComparedNetwork<float>("never", hidden => throw new ArgumentException("none", nameof(hidden))), 100)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_far_too_large_at_its_least_is_refused() =>
        Assert.Contains("'wide' has 101 with 1 hidden units, its fewest", Assert.Throws<ArgumentException>(() => MatchedSize.Find(new ComparedNetwork<float>("wide", _ => new DenseNetwork(100, 1)), 50)).Message, StringComparison.Ordinal);
}

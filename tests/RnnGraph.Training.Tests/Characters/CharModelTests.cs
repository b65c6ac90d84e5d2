namespace RnnGraph.Training.Tests.Characters;

public sealed class CharModelTests
{
    private readonly Vocabulary vocabulary = Vocabulary.Of("hello");

    [Fact]
    public void Networks_that_do_not_fit_are_refused()
    {
        var other = new CharRnn.Networks.CharNetwork(5, 3);
        Assert.Contains("Expected a network that takes characters and targets of 4 kinds, given CharNetwork with 'read' of 5 kinds, 'next' of 5 kinds.",
            Assert.Throws<ArgumentException>(() => new CharModel(vocabulary, other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_tells_a_single_bit()
    {
        var model = CharRnn.NetworkCatalogue.Create("lstm", vocabulary, 3, 1);
        model.Initialize(1);
        var hash = model.Hash();
        var bias = new float[4];
        model.Network.Parameters.Read("head.b", bias);
        bias[3] = MathF.BitIncrement(bias[3]);
        model.Network.Parameters.Write("head.b", bias);
        Assert.NotEqual(hash, model.Hash());
        model.Initialize(1);
        Assert.Equal(hash, model.Hash());
    }
}

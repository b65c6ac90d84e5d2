namespace RnnGraph.Training.Tests.Characters;

public sealed class CharModelTests
{
    private readonly Vocabulary vocabulary = Vocabulary.Of("hello");

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        Assert.Contains("Expected one layer or more, given none.", Assert.Throws<ArgumentException>(() => new CharModel(vocabulary)).Message, StringComparison.Ordinal);
        Assert.Contains("Expected a cell with 4 inputs, given Dense with 5.", Assert.Throws<ArgumentException>(() => new CharModel(vocabulary, new Dense<float>(5, 6))).Message, StringComparison.Ordinal);
        Assert.Contains("Expected a cell with 6 inputs, given Dense with 5.",
            Assert.Throws<ArgumentException>(() => new CharModel(vocabulary, new Dense<float>(4, 6), new Dense<float>(5, 6))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_tells_a_single_bit()
    {
        var model = CharModel.Create<TestCell>(vocabulary, 3, 1);
        model.Initialize(1);
        var hash = model.Hash();
        var bias = new float[4];
        model.Head.Parameters.Read("b", bias);
        bias[3] = MathF.BitIncrement(bias[3]);
        model.Head.Parameters.Write("b", bias);
        Assert.NotEqual(hash, model.Hash());
        model.Initialize(1);
        Assert.Equal(hash, model.Hash());
    }
}

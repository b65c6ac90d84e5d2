namespace RnnGraph.Training.Tests.Text;

public sealed class VocabularyTests
{
    [Fact]
    public void Characters_are_numbered_by_code_point()
    {
        var vocabulary = Vocabulary.Of("hello 🙂ü");

        Assert.Equal(" ehloü🙂", vocabulary.Characters);
        Assert.Equal(7, vocabulary.Count);
        Assert.Equal([2, 1, 3, 3, 4, 0, 6, 5], vocabulary.Encode("hello 🙂ü"));
        Assert.Equal("hello 🙂ü", vocabulary.Decode(vocabulary.Encode("hello 🙂ü")));
        Assert.Equal(vocabulary.Characters, Vocabulary.Of(vocabulary.Characters).Characters);
    }

    [Theory]
    [InlineData("heß", "the text holds 'ß' (U+00DF) at position 2, expected only the 4 characters that the model knows")]
    [InlineData("h\t", "the text holds U+0009 at position 1, expected only the 4 characters that the model knows")]
    public void An_unknown_character_is_named(string text, string message)
        => Assert.Equal(message, Assert.Throws<UnknownCharacterException>(() => Vocabulary.Of("hello").Encode(text)).Message);

    [Fact]
    public void A_token_out_of_range_is_named()
        => Assert.Contains("Expected tokens in 0 … 3, given 4.", Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Of("hello").Decode([4])).Message, StringComparison.Ordinal);
}

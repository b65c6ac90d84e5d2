namespace RnnGraph.Training.Tests.Text;

public sealed class NGramModelTests
{
    [Fact]
    public void Probabilities_are_those_of_the_formula()
    {
        // "aab", two characters and one never seen: n(a) = 2, n(b) = 1, two types; after a: a once, b once
        var model = new NGramModel([0, 0, 1], vocabulary: 3, order: 1);

        var a = (2 + (2 * (1.0 / 3))) / 5;
        var b = (1 + (2 * (1.0 / 3))) / 5;
        Assert.Equal(a, model.Probability([], 0), 15);
        Assert.Equal((1 + (2 * b)) / 4, model.Probability([0], 1), 15);
        Assert.Equal(b, model.Probability([1], 1), 15); // nothing was seen after b
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Probabilities_add_up_to_one_after_any_context(int order)
    {
        var random = new RandomStream(7);
        var text = Enumerable.Range(0, 300).Select(_ => (int)(random.NextDouble() * random.NextDouble() * 5)).ToArray();
        var model = new NGramModel(text, vocabulary: 6, order);

        for (var at = 0; at < 40; at++)
        {
            var before = Enumerable.Range(0, at % 5).Select(_ => (int)(random.NextDouble() * 6)).ToArray();
            Assert.Equal(1, Enumerable.Range(0, 6).Sum(token => model.Probability(before, token)), 12);
        }
    }

    [Fact]
    public void A_longer_context_predicts_a_text_better_that_needs_it()
    {
        // period 4 with a character that two contexts share: one character before isn't enough, two are
        var text = Enumerable.Range(0, 4000).Select(at => (at % 4) switch { 0 => 0, 1 => 1, 2 => 0, _ => 2 }).ToArray();
        var losses = Enumerable.Range(0, 4).Select(order => new NGramModel(text.AsSpan(0, 3600), 3, order).Loss(text, 3600)).ToArray();

        Assert.Equal(1.5 * Math.Log(2), losses[0], 2); // −½ ln ½ − ½ ln ¼
        Assert.Equal(0.5 * Math.Log(2), losses[1], 2); // after 0 a coin's throw, else certain
        Assert.InRange(losses[2], 0, 0.01);
        Assert.InRange(losses[3], 0, 0.01);
    }

    [Fact]
    public void A_character_never_seen_has_a_finite_loss()
        => Assert.True(double.IsFinite(new NGramModel([0, 1, 0, 1], 3, 3).Loss([0, 1, 0, 1, 2], 4)));
}

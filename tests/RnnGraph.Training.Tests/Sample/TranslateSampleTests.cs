using System.Globalization;
using System.Text.RegularExpressions;
using Translate;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>Translation by encoder and decoder, on sentences of a made-up language.</summary>
public sealed class TranslateSampleTests : IDisposable
{
    private static readonly string[] Subjects = ["je", "tu", "il", "elle", "nous", "vous"];
    private static readonly string[] Persons = ["i", "you", "he", "she", "we", "they"];
    private static readonly string[] Verbs = ["vois", "aime", "cherche", "trouve"];
    private static readonly string[] Acts = ["see", "love", "seek", "find"];
    private static readonly string[] Objects = ["pain", "vin", "chat", "chien", "lait"];
    private static readonly string[] Things = ["bread", "wine", "cats", "dogs", "milk"];

    private readonly TemporaryFolder folder = new();

    public TranslateSampleTests() => File.WriteAllLines(
        folder.File("pairs"),
        from subject in Enumerable.Range(0, 6) from verb in Enumerable.Range(0, 4) from thing in Enumerable.Range(0, 5)
        select $"{Subjects[subject]} {Verbs[verb]} {Objects[thing]}\t{Persons[subject]} {Acts[verb]} {Things[thing]}");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, "--data: expected a text file, each line a French sentence, a tab and its English translation, given none; pairs of Tatoeba (https://tatoeba.org)")]
    [InlineData(1, "--data: none: expected a text file, each line a French sentence, a tab and its English translation, there is no such file; pairs", "--data", "none")]
    [InlineData(1, "--data: wrong, line 2: expected a French sentence, a tab and an English one, given 'oui'", "--data", "wrong")]
    public void Without_pairs_it_says_where_they_come_from(int code, string message, params string[] arguments)
    {
        File.WriteAllText(folder.File("wrong"), "non\tno\noui\n");
        using var run = SampleProcess.Run(typeof(Translate.Program), folder.Root, arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }

    [Fact]
    public void It_translates_sentences_that_it_has_not_seen()
    {
        using var run = SampleProcess.Run(typeof(Translate.Program), folder.Root, "--data", "pairs", "--hidden", "48", "--embedding", "16", "--batch", "12", "--passes", "100",
            "--patience", "30", "--lr", "0.01", "--examples", "3", "--threads", "1");
        Assert.Equal("", run.Errors);
        Assert.Contains("108 pairs to learn, 12 held out; 16 French words, 16 English", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(run.Output, "  →  "));
        var exact = double.Parse(Regex.Match(run.Output, "^translated: ([0-9.]+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(exact, 60, 100);
        Assert.Matches(@"the most similar known sentence's translation: 0\.0 .*BLEU [0-9.]+$", run.LastLine); // its English was held out
    }

    [Fact]
    public void A_score_counts_whole_sentences_and_shared_words()
    {
        var right = Score.Of(["a b c d", "e f g h"], [["a b c d"], ["x", "e f g h"]]);
        Assert.Equal((1.0, 1.0), (right.Exact, right.Bleu));

        // 7 of 8 words, 5 of 6 pairs, 3 of 4 triples, 1 of 2 fours; as long as the translations are.
        var near = Score.Of(["a b c d", "e f g x"], [["a b c d"], ["e f g h"]]);
        Assert.Equal(0.5, near.Exact);
        Assert.Equal(Math.Pow(7 / 8.0 * (5 / 6.0) * (3 / 4.0) * (1 / 2.0), 0.25), near.Bleu, 12);

        // A word counts as often as it is in a translation; one of two words is too short by e^(1 − 4/2).
        Assert.Equal(Math.Exp(((Math.Log(1) + Math.Log(1)) / 2) + 1 - 2), Score.Of(["a b"], [["a b c d"]]).Bleu, 12);
        Assert.Equal(0, Score.Of(["a a"], [["a b"]]).Bleu); // no pair is shared
    }
}

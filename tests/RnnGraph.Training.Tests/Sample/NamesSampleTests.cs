using System.Globalization;
using System.Text.RegularExpressions;
using RnnGraph.TestKit;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>Names by a character model, on some made-up ones.</summary>
public sealed class NamesSampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    // Sixty names of three syllables; some stand there twice.
    public NamesSampleTests() => File.WriteAllLines(folder.File("names"), Enumerable.Range(0, 90).Select(i => "abcd"[i % 4] + "a" + "lmn"[i % 3] + "i" + "rstvz"[i % 5] + "o"));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, "--data: expected a text file, a name each line, given none; names of newborns: names.txt of https://github.com/karpathy/makemore")]
    [InlineData(1, "--data: none: expected a text file, a name each line, there is no such file; names of newborns", "--data", "none")]
    [InlineData(1, "--data: expected 10 or more different items, given 2", "--data", "few")]
    public void Without_names_it_says_where_they_come_from(int code, string message, params string[] arguments)
    {
        File.WriteAllText(folder.File("few"), "ann\nbob\nann\n");
        using var run = SampleProcess.Run(typeof(Names.Program), folder.Root, arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }

    [Fact]
    public void It_learns_a_rule_and_says_which_names_are_new()
    {
        using var run = SampleProcess.Run(typeof(Names.Program), folder.Root, "--data", "names", "--hidden", "24", "--batch", "8", "--passes", "60", "--sample", "40", "--lr", "0.01", "--threads", "1");
        Assert.Equal("", run.Errors);
        Assert.Contains("54 names to learn, 6 held out, 14 characters", run.Output, StringComparison.Ordinal);
        var counts = Regex.Match(run.LastLine, "^of 40 names written, ([0-9]+) were learnt from, ([0-9]+) held out and so found anew, ([0-9]+) are in the data nowhere$").Groups;
        var (learnt, heldOut, nowhere) = (Count(1), Count(2), Count(3));
        Assert.Equal(40, learnt + heldOut + nowhere);
        Assert.True(learnt > nowhere, run.LastLine); // the data hold all names that follow the rule

        int Count(int group) => int.Parse(counts[group].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Interrupted_and_resumed_it_writes_the_same_names()
    {
        string[] arguments = ["--data", "names", "--hidden", "8", "--batch", "8", "--passes", "1500", "--patience", "1500", "--lr", "0.0001", "--sample", "30", "--threads", "1"];
        using var undisturbed = SampleProcess.Run(typeof(Names.Program), folder.Root, arguments);
        using var interrupted = SampleProcess.Start(typeof(Names.Program), folder.Root, [.. arguments, "--checkpoint", "c"]);
        interrupted.WaitFor(() => File.Exists(folder.File("c")));
        interrupted.Interrupt();
        interrupted.Wait();
        Assert.Matches("stopped at step [0-9]+, saved to c; --resume goes on", interrupted.LastLine);
        using var resumed = SampleProcess.Run(typeof(Names.Program), folder.Root, [.. arguments, "--checkpoint", "c", "--resume"]);

        Assert.Equal("", resumed.Errors);
        Assert.Equal(Written(undisturbed), Written(resumed));

        static string Written(SampleProcess run) => run.Output[run.Output.IndexOf("\n\n", StringComparison.Ordinal)..];
    }

    [FactIfData("names.txt")]
    public void One_pass_over_real_names_comes_near_an_n_gram_model()
    {
        using var run = SampleProcess.Run(typeof(Names.Program), folder.Root, "--data", SharedData.PathTo("names.txt"), "--hidden", "64", "--passes", "1", "--threads", "1");
        Assert.Equal("", run.Errors);
        var (model, baseline) = (Number("best on held-out data: ([0-9.]+)"), Number("order-3 n-gram model: ([0-9.]+)"));
        Assert.InRange(model, baseline - 0.3, baseline + 0.3); // 27 tokens: knowing nothing costs 3.3

        double Number(string pattern) => double.Parse(Regex.Match(run.Output, pattern).Groups[1].Value, CultureInfo.InvariantCulture);
    }
}

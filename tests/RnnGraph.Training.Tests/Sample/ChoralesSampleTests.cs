using System.Text.RegularExpressions;
using Chorales;
using RnnGraph.TestKit;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>The chorales sample on a few made-up pieces: three chords in turn.</summary>
public sealed class ChoralesSampleTests : IDisposable
{
    private const string Piece = "[[60,64,67],[62,65,69],[59,62,67],[60,64,67],[62,65,69],[59,62,67]]";
    private const string Music = $$"""{"meta":{"source":"made up"},"train":[{{Piece}},{{Piece}},[[60],[62,65],[]]],"valid":[{{Piece}}],"test":[{{Piece}},[[21]]]}""";

    private readonly TemporaryFolder folder = new();

    public ChoralesSampleTests() => File.WriteAllText(folder.File("music"), Music);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, "--data: expected a JSON file of music in parts train, valid and test, given none; Bach's chorales (Boulanger-Lewandowski")]
    [InlineData(1, "--data: none: expected a JSON file of music in parts train, valid and test, there is no such file; Bach's chorales", "--data", "none")]
    [InlineData(1, "--data: halves: expected a JSON file of music in parts train, valid and test, found nothing in valid, test", "--data", "halves")]
    [InlineData(2, "--cell: expected one of gru, lstm, given elman", "--data", "music", "--cell", "elman")]
    [InlineData(1, "--checkpoint: expected a file in a folder that exists, given nowhere/c", "--data", "music", "--checkpoint", "nowhere/c")]
    [InlineData(1, "--resume: c: expected a safetensors file, there is no such file", "--data", "music", "--checkpoint", "c", "--resume")]
    public void What_is_asked_for_wrongly_is_told_in_one_line(int code, string message, params string[] arguments)
    {
        File.WriteAllText(folder.File("halves"), $$"""{"train":[{{Piece}}],"valid":[]}""");
        using var run = SampleProcess.Run(typeof(Chorales.Program), folder.Root, arguments);

        Assert.Equal(code, run.ExitCode);
        Assert.StartsWith("error: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }

    [Fact]
    public void Interrupted_and_resumed_it_ends_as_if_undisturbed()
    {
        string[] arguments = ["--data", "music", "--hidden", "8", "--batch", "2", "--passes", "3000", "--patience", "3000", "--lr", "0.0001", "--threads", "1"];
        using var undisturbed = SampleProcess.Run(typeof(Chorales.Program), folder.Root, arguments);
        Assert.Equal("", undisturbed.Errors);

        using var interrupted = SampleProcess.Start(typeof(Chorales.Program), folder.Root, [.. arguments, "--checkpoint", "c"]);
        interrupted.WaitFor(() => File.Exists(folder.File("c")));
        interrupted.Interrupt();
        interrupted.Wait();
        Assert.Equal(0, interrupted.ExitCode);
        Assert.Matches("stopped at step [0-9]+, saved to c; --resume goes on", interrupted.LastLine);

        using var resumed = SampleProcess.Run(typeof(Chorales.Program), folder.Root, [.. arguments, "--checkpoint", "c", "--resume"]);
        Assert.Equal("", resumed.Errors);
        Assert.Matches("resumed at step [0-9]+", resumed.Output);
        Assert.Equal(Best(undisturbed), Best(resumed));

        static string Best(SampleProcess run) => run.LastLine[..run.LastLine.IndexOf(';', StringComparison.Ordinal)];
    }

    [Fact]
    public void The_benchmark_chooses_on_validation_tests_once_and_goes_on_where_it_stood()
    {
        string[] arguments = ["--data", "music", "--passes", "2", "--seeds", "2", "--threads", "2", "--folder", "runs"];
        using var first = SampleProcess.Run(typeof(Chorales.Program), folder.Root, arguments);
        Assert.Equal("", first.Errors);
        Assert.Equal(2, Regex.Count(first.Output, "test: median [0-9.]+ nats per frame over 2 seeds"));
        foreach (var cell in new[] { "Lstm", "Gru" })
        {
            var rows = Regex.Matches(first.Output, $@"\| {cell} \| ([0-9.]+) \| ([0-9.]+) \| ([0-9.]+) \| ([0-9.]+) \|").Select(row => row.Groups).ToList();
            Assert.Equal(10, rows.Count);
            var best = rows.MinBy(row => double.Parse(row[4].Value, System.Globalization.CultureInfo.InvariantCulture))!;
            Assert.Contains($"chosen: {cell.ToLowerInvariant()}, noise {best[1]}, dropout {best[2]}, rate {best[3]}", first.Output, StringComparison.Ordinal);
        }

        var gone = Directory.GetFiles(folder.File("runs"))[3];
        File.Delete(gone);
        using var second = SampleProcess.Run(typeof(Chorales.Program), folder.Root, arguments);
        Assert.True(File.Exists(gone));
        Assert.Equal(Results(first), Results(second));

        // without the times of runs
        static string Results(SampleProcess run) => Regex.Replace(run.Output[run.Output.IndexOf("| cell", StringComparison.Ordinal)..], @"\| [0-9.]+ \|\n", "|\n");
    }

    [Theory]
    [InlineData("2", "--patience", "9", "patience")]
    [InlineData("1", "--patience", "16", "has made 2 passes, more than the 1 of --passes")]
    public void The_benchmark_refuses_runs_of_other_settings_in_one_line(string passes, string option, string value, string message)
    {
        string[] arguments = ["--data", "music", "--seeds", "1", "--threads", "2", "--folder", "runs", "--passes"];
        using var first = SampleProcess.Run(typeof(Chorales.Program), folder.Root, [.. arguments, "2"]);
        Assert.Equal("", first.Errors);
        using var second = SampleProcess.Run(typeof(Chorales.Program), folder.Root, [.. arguments, passes, option, value]);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains(message, second.Errors, StringComparison.Ordinal);
        Assert.Equal(1, second.Errors.Count(character => character == '\n'));
    }

    [Fact]
    public void Independent_keys_cost_their_entropy()
    {
        var training = new Polyphony(3);
        Frames(training, [0], [0, 1], [0], [0]);
        var test = new Polyphony(3);
        Frames(test, [0], [1], [0, 1], [0]);

        // Key 0: always there, in three frames of four here; key 1: p = 1/4, q = 1/2; key 2: never, in neither.
        var expected = -((0.75 * Math.Log(1)) + (0.25 * Math.Log(0.125))) - (0.5 * Math.Log(0.25)) - (0.5 * Math.Log(0.75));
        Assert.Equal(expected, IndependentKeys.Loss(training, test), 12);

        static void Frames(Polyphony music, params byte[][] frames)
        {
            foreach (var frame in frames)
            {
                Array.ForEach(frame, key => music.AddNote(key));
                music.EndFrame();
            }

            music.EndPiece();
        }
    }

    [FactIfData("JSB_Chorales.json")]
    public void Independent_keys_cost_as_much_on_the_chorales_as_the_literature_says()
    {
        var music = PolyphonyFile.Read(SharedData.PathTo("JSB_Chorales.json"));
        Assert.Equal(11.06, IndependentKeys.Loss(music["train"], music["test"]), 2);
    }
}

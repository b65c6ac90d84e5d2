using System.Text.Json;
using RnnGraph.TestKit;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>The sample as a program: cells of the catalogue and of an assembly, stopped and going on, and what it says when it is asked wrongly.</summary>
public sealed class CompareSampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Cells_of_the_catalogue_and_of_the_user_are_compared_and_a_killed_comparison_goes_on()
    {
        string[] arguments = ["--data", "adding", "--cells", $"gru,mut1,{typeof(CharRnn.Cells.Vanilla).Assembly.Location}:Vanilla", "--parameters", "300", "--seeds", "2", "--rates", "0.01", "--updates", "400", "--measure-every", "20"];
        using var killed = SampleProcess.Start(typeof(Compare.Program), folder.Root, [.. arguments, "--output", "a"]);
        killed.WaitFor(() => Directory.Exists(folder.File("a/runs")) && Directory.GetFiles(folder.File("a/runs"), "*.safetensors").Length > 0);
        killed.Kill();
        using var resumed = SampleProcess.Run(typeof(Compare.Program), folder.Root, [.. arguments, "--output", "a"]);
        Assert.Equal("", resumed.Errors);
        Assert.Equal(0, resumed.ExitCode);
        using var undisturbed = SampleProcess.Run(typeof(Compare.Program), folder.Root, [.. arguments, "--output", "b", "--workers", "1"]);
        Assert.Equal(File.ReadAllText(folder.File("b/comparison.json")), File.ReadAllText(folder.File("a/comparison.json")));

        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("a/comparison.json")));
        Assert.Equal(["gru", "mut1", "Vanilla"], json.RootElement.GetProperty("networks").EnumerateArray().Select(network => network.GetProperty("name").GetString()));
        Assert.All(json.RootElement.GetProperty("networks").EnumerateArray(), network => Assert.InRange(network.GetProperty("parameters").GetInt32(), 250, 350));
    }

    [Theory]
    [InlineData(2, "--cells: expected an id of the catalogue", "--data", "adding", "--cells", "lstm,elman2")]
    [InlineData(2, "--file: expected a JSON file of music in parts train, valid and test, given none; Bach's chorales", "--data", "jsb")]
    [InlineData(1, "--file: none: expected a text file, there is no such file", "--file", "none")]
    [InlineData(2, "--rates: expected numbers with commas between, given x", "--data", "adding", "--rates", "x")]
    [InlineData(2, "Expected updates between measurements that divide all 2000, given 33", "--data", "adding", "--measure-every", "33")]
    public void What_is_asked_wrongly_is_told_in_one_line(int code, string message, params string[] arguments)
    {
        using var run = SampleProcess.Run(typeof(Compare.Program), folder.Root, arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.StartsWith("error: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
    }

    [FactIfData("JSB_Chorales.json")]
    public void Music_and_text_are_learnt_too()
    {
        foreach (var (data, file) in new[] { ("jsb", "JSB_Chorales.json"), ("text", "names.txt") })
        {
            using var run = SampleProcess.Run(typeof(Compare.Program), folder.Root, "--data", data, "--file", SharedData.PathTo(file), "--cells", "lstm,mut1", "--parameters", "6000", "--seeds", "1",
                "--rates", "0.01", "--updates", "20", "--measure-every", "10", "--output", data);
            Assert.Equal("", run.Errors);
            Assert.True(File.Exists(folder.File(data + "/comparison.html")));
        }
    }
}

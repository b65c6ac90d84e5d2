using RnnGraph.Training.Tests.Characters;

namespace RnnGraph.Training.Tests.Sample;

/// <summary>What is asked for wrongly gets one line on the standard error, an exit code, and no file.</summary>
public sealed class CharRnnErrorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CharRnnErrorTests()
    {
        File.WriteAllText(folder.File("text"), Small.Text);
        File.WriteAllText(folder.File("empty"), "");
        File.WriteAllText(folder.File("short"), "hello");
        File.WriteAllBytes(folder.File("bytes"), [0x61, 0xFF, 0xFE]);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, "--text: none: expected a text file, there is no such file", "--text", "none")]
    [InlineData(1, "--text: empty: expected a text, the file is empty", "--text", "empty")]
    [InlineData(1, "--text: bytes: expected UTF-8 text, byte 1 is not", "--text", "bytes")]
    [InlineData(2, "the text has 5 characters, expected at least 10\n", "--text", "short")]
    [InlineData(2, "expected at least 6401 for 100 streams of 64 steps", "--text", "text", "--batch", "100")]
    [InlineData(2, "--prompt: the text holds 'Ж' (U+0416) at position 1", "--text", "text", "--prompt", "aЖ")]
    [InlineData(1, "--json: expected a file in a folder that exists, given nowhere/out.json", "--text", "text", "--json", "nowhere/out.json")]
    [InlineData(1, "--checkpoint: expected a file in a folder that exists, given nowhere/c", "--text", "text", "--checkpoint", "nowhere/c")]
    [InlineData(2, "--hidden: expected a whole number 1 or more, given 0", "--text", "text", "--hidden", "0")]
    [InlineData(2, "--layers: expected a whole number 1 … 3, given 4", "--text", "text", "--layers", "4")]
    [InlineData(2, "--lr: expected a number above 0, given -1", "--text", "text", "--lr", "-1")]
    [InlineData(2, "--temperature: expected a number 0 or more, given NaN", "--text", "text", "--temperature", "NaN")]
    [InlineData(2, "--lr: expected a number above 0, given 0,001", "--text", "text", "--lr", "0,001")]
    [InlineData(2, "--steps: expected a whole number 1 or more, given x", "--steps", "x")]
    [InlineData(2, "--seed: expected a whole number 0 … 18446744073709551615, given -1", "--seed", "-1")]
    [InlineData(2, "--cell: expected one of lstm, gru, peephole, vanilla, given elman", "--cell", "elman")]
    [InlineData(1, "--report: expected a file in a folder that exists, given nowhere/r.html", "--text", "text", "--report", "nowhere/r.html")]
    [InlineData(1, "--heat-map: expected a file in a folder that exists, given nowhere/m.html", "--text", "text", "--heat-map", "nowhere/m.html")]
    [InlineData(2, "--tap: expected one of layer.0.reset, layer.0.update, layer.0.memory, given layer.1.memory", "--text", "text", "--cell", "gru", "--tap", "layer.1.memory")]
    [InlineData(2, "--unit: expected a unit of layer.0.memory, 0 … 7, given 8", "--text", "text", "--hidden", "8", "--unit", "8")]
    [InlineData(2, "--unit: expected a whole number 0 or more, given -1", "--text", "text", "--unit", "-1")]
    [InlineData(2, "'--layer'", "--layer", "2")]
    [InlineData(1, "--resume: no-checkpoint: expected a safetensors file, there is no such file", "--text", "text", "--resume", "--checkpoint", "no-checkpoint")]
    [InlineData(1, "--resume: text: ", "--text", "text", "--resume", "--checkpoint", "text")]
    public void It_is_told_in_one_line(int code, string message, params string[] arguments)
    {
        var before = Directory.GetFiles(folder.Root);
        using var run = SampleProcess.Run(typeof(CharRnn.Program), folder.Root, arguments);

        Assert.Equal(code, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("error: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(character => character == '\n'));
        Assert.Equal(before, Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_is_told_in_one_line_and_stays_as_it_is()
    {
        string[] arguments = ["--text", "text", "--hidden", "8", "--batch", "8", "--length", "8", "--steps", "3", "--sample", "0", "--checkpoint", "c"];
        using (var saved = SampleProcess.Run(typeof(CharRnn.Program), folder.Root, arguments))
            Assert.Equal(0, saved.ExitCode);
        var whole = File.ReadAllBytes(folder.File("c"));

        Fails(1, "learning rate: expected 0.005, given 0.25", [.. arguments, "--resume", "--lr", "0.25"]);
        File.WriteAllText(folder.File("text"), "Ж" + Small.Text);
        Fails(2, "the text holds 'Ж' (U+0416) at position 0", [.. arguments, "--resume"]);
        File.WriteAllText(folder.File("text"), Small.Text);
        Assert.Equal(whole, File.ReadAllBytes(folder.File("c")));

        File.WriteAllBytes(folder.File("c"), whole.AsSpan(0, whole.Length - 5));
        Fails(1, "truncated", [.. arguments, "--resume"]);
        Assert.Equal(whole.Length - 5, new FileInfo(folder.File("c")).Length);

        void Fails(int code, string message, params string[] wrong)
        {
            using var run = SampleProcess.Run(typeof(CharRnn.Program), folder.Root, wrong);
            Assert.Equal(code, run.ExitCode);
            Assert.Contains(message, run.Errors, StringComparison.Ordinal);
            Assert.Equal(1, run.Errors.Count(character => character == '\n'));
        }
    }
}

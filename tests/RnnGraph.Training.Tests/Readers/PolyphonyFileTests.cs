namespace RnnGraph.Training.Tests.Readers;

/// <summary>Reading music from JSON, in pieces and with places in the errors.</summary>
public sealed class PolyphonyFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Parts_pieces_frames_and_notes_are_read_and_the_rest_passed_over()
    {
        var parts = Read("""{"meta": {"train": [[[0]]], "x": [1, "["]}, "train": [[[21, 108], [], [60]], []], "none": null, "test": [ ], "title": "ü"}""");
        Assert.Equal(["train", "test"], parts.Keys);
        var train = parts["train"];
        Assert.Equal((2, 3, 3, 3, 88), (train.Pieces, train.Frames, train.Notes, train.Longest, train.Keys));
        Assert.Equal([0, 87], train.Sounding(0, 0).ToArray());
        Assert.Equal([], train.Sounding(0, 1).ToArray());
        Assert.Equal([39], train.Sounding(0, 2).ToArray());
        Assert.Equal(0, train.LengthOf(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => train.Sounding(0, 3).Length);
        Assert.Equal(0, parts["test"].Pieces);
    }

    [Theory]
    [InlineData("[]", "1,1", "expected an object of parts, given a list")]
    [InlineData("{\"a\": [[[60]],\n  [60]]}", "2,4", "expected a frame, which is a list of notes, or the end of the list, given a number")]
    [InlineData("{\"a\": [5]}", "1,8", "expected a piece, which is a list of frames, or the end of the list, given a number")]
    [InlineData("{\"a\":\n[[[60,\n61, 20]]]}", "3,5", "expected a note of 21 … 108, given 20")]
    [InlineData("{\"a\": [[[109]]]}", "1,10", "expected a note of 21 … 108, given 109")]
    [InlineData("{\"a\": [[[60.5]]]}", "1,10", "expected a note of 21 … 108, given a number")]
    [InlineData("{\"a\": [[[\"60\"]]]}", "1,10", "expected a note of 21 … 108, given a text")]
    [InlineData("{\"a\": [],\n \"a\": []}", "2,2", "expected each part once, given 'a' twice")]
    public void Another_form_is_refused_with_line_and_column(string text, string place, string problem)
        => Assert.Equal($"{folder.File("music")}({place}): {problem}", Assert.Throws<InvalidDataException>(() => Read(text)).Message);

    [Theory]
    [InlineData("{\"a\": [[[60,\n 61", "2,")]
    [InlineData("{\"a\": [[[60,\n 6x]]]}", "2,3)")]
    [InlineData("{} {}", "1,4)")]
    [InlineData("", "1,")]
    public void What_is_no_JSON_is_refused_with_line_and_column(string text, string place)
        => Assert.StartsWith($"{folder.File("music")}({place}", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Truncated_anywhere_it_is_refused()
    {
        const string Text = """{"meta": {"x": "y"}, "train": [[[21, 108], [], [60]], []]}""";
        for (var length = 0; length < Text.Length; length++)
            Assert.Throws<InvalidDataException>(() => Read(Text[..length]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Tokens_are_the_same_however_little_is_read_at_a_time(int bufferSize)
    {
        File.WriteAllText(folder.File("music"), """{ "a name longer than the buffer": [ -12345, true, "text" , {"b": 1.5e3} ] }""");
        using var json = new JsonTokens(folder.File("music"), "JSON", bufferSize);
        var tokens = new List<string>();
        while (json.Read())
            tokens.Add($"{json.Type} {json.Name}{json.Integer}");
        Assert.Equal(
            ["StartObject ", "PropertyName a name longer than the buffer", "StartArray ", "Number -12345", "True ", "String ", "StartObject ", "PropertyName b", "Number ", "EndObject ", "EndArray ", "EndObject "],
            tokens);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
        => Assert.StartsWith($"{folder.File("none")}: expected a JSON file of music, there is no such file", Assert.Throws<FileNotFoundException>(() => PolyphonyFile.Read(folder.File("none"))).Message, StringComparison.Ordinal);

    private IReadOnlyDictionary<string, Polyphony> Read(string text)
    {
        File.WriteAllText(folder.File("music"), text);
        return PolyphonyFile.Read(folder.File("music"));
    }
}

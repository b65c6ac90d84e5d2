namespace RnnGraph.Training.Tests.Reports;

/// <summary>A value under each character: in colour, and in a number for who doesn't see it.</summary>
public sealed class TapHeatMapTests
{
    private static readonly TapValues Values = new("memory", 2, [0, 1, 0.1, -0.5, 0, 0.25]);

    [Fact]
    public void Each_character_has_its_value_as_colour_and_title()
    {
        var page = PageTexts.Parse(TapHeatMap.Of(Values, "<\n🙂").ToHtml());
        PageTexts.FetchesNothing(page);
        var characters = page.Descendants("div").Single(div => div.Attribute("class")?.Value == "map").Elements("span").ToList();
        Assert.Equal(["<", "↵\n", "🙂"], characters.Select(character => character.Value));
        Assert.Equal(["<: 1", "line end: -0.5", "🙂: 0.25"], characters.Select(character => character.Attribute("title")!.Value));
        // the largest value has the full depth, 0.65; ½ has half of it, ¼ is rounded to a third tenth
        Assert.Equal(["--hue:var(--warm);--depth:0.65", "--hue:var(--cold);--depth:0.325", "--hue:var(--warm);--depth:0.195"], characters.Select(character => character.Attribute("style")!.Value));
    }

    [Fact]
    public void The_legend_names_tap_unit_and_range()
    {
        var scale = PageTexts.Parse(TapHeatMap.Of(Values, "abc").ToHtml()).Descendants("div").Single(div => div.Attribute("class")?.Value == "scale");
        Assert.Equal(["memory, unit 1", "-1", "", "1"], scale.Elements("span").Select(span => span.Value));
        Assert.Equal(21, scale.Descendants("i").Count());
        var positive = PageTexts.Parse(TapHeatMap.Of(Values, "abc", unit: 0).ToHtml()).Descendants("div").Single(div => div.Attribute("class")?.Value == "scale");
        Assert.Equal(["memory, unit 0", "0", "", "0.1"], positive.Elements("span").Select(span => span.Value));
        Assert.Equal(11, positive.Descendants("i").Count());
    }

    [Fact]
    public void The_text_has_a_character_for_each_step() =>
        Assert.Contains("Expected a text of 3 characters, one for each step of the tap; given 2.", Assert.Throws<ArgumentException>(() => TapHeatMap.Of(Values, "ab")).Message, StringComparison.Ordinal);
}

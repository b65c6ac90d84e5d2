using System.Xml.Linq;

namespace RnnGraph.Training.Tests.Reports;

/// <summary>The page of a run: what it shows, that it is sound whatever names and texts are, and that it needs nothing from elsewhere.</summary>
public sealed class RunReportTests
{
    private static readonly RunReport Whole = new()
    {
        Title = "A <run> & its \"name\"",
        LossUnit = "nats per frame",
        Facts = [new("parameters", "42")],
        Settings = [new("characters", "a\u0001<\u007F\n\uD800")],
        Curve = [new(10, 3, 2.5), new(20, 2, 1.5)],
        Points = [new(1, 3, 0.1, 4, [3, 2]), new(2, 2, 0.05, 2, [1, 1])],
        Groups = ["layer.0", "head"],
        Flows = [new("at first", new("cell", "h", [1, 2, 4], new Dictionary<string, IReadOnlyList<double>>(), true, 4))],
        Gates = [new("forget", [new(0.25, 0.5, 0.4), new(1, 0, 0.95)])],
        HeatMaps = [TapHeatMap.Of(new("layer.0.memory", 1, [0.5, -1]), "a\n")],
        Samples = [new(20, "</pre><script>alert(1)</script>")],
    };

    [Fact]
    public void Names_and_texts_stay_what_they_are()
    {
        var page = PageTexts.Parse(Whole.ToHtml());
        Assert.Equal("A <run> & its \"name\"", page.Descendants("h1").Single().Value);
        Assert.Equal(["</pre><script>alert(1)</script>"], page.Of("pre"));
        Assert.Contains("a␁<␡\n\uFFFD", page.Of("dd"));
    }

    [Fact]
    public void It_fetches_nothing()
    {
        var page = PageTexts.Parse(Whole.ToHtml());
        PageTexts.FetchesNothing(page);
        Assert.DoesNotContain("http", Whole.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_name_their_series_and_axes_with_units_for_both_widths()
    {
        var charts = PageTexts.Parse(Whole.ToHtml()).Descendants("figure").ToDictionary(figure => figure.Element("figcaption")!.Value, StringComparer.Ordinal);
        Shows("Loss by update", "training", "held out", "updates", "loss (nats per frame)");
        Shows("Learning rate by update", "learning rate", "updates", "learning rate (per update)");
        Shows("Gradient norm by layer", "all", "layer.0", "head", "updates", "gradient norm (loss per unit of parameter)");
        Shows("Gradient norm back through time", "at first", "time (steps back)", "relative gradient norm (1 at 0 steps)");
        Assert.Equal(4, charts.Count);

        void Shows(string title, params string[] texts)
        {
            foreach (var width in new[] { "wide", "narrow" })
            {
                var svg = charts[title].Elements("div").Single(div => div.Attribute("class")!.Value == width);
                Assert.Superset(texts.ToHashSet(StringComparer.Ordinal), svg.Of("text").ToHashSet(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void Lines_lie_where_their_numbers_are()
    {
        var page = PageTexts.Parse(Whole.ToHtml());
        // wide: 860 × 360 with margins 76, 14, 190, 54: x from 76 to 670; y, of 1.4 … 3 with ticks of 0.2, from 306 up to 14
        Assert.Equal("M76 14 L670 196.5", Line(page, "Loss by update", "s0"));
        Assert.Equal("M76 105.25 L670 287.75", Line(page, "Loss by update", "s1"));
        // back through time: the last norm first, over it: 1, ½, ¼, on the decade from 1 down to 0.1
        Assert.Equal("M76 14 L373 101.9 L670 189.8", Line(page, "Gradient norm back through time", "s0"));
    }

    [Fact]
    public void Gates_are_told_in_numbers_and_as_a_bar()
    {
        var cells = PageTexts.Parse(Whole.ToHtml()).Descendants("tbody").Single().Descendants("td").ToList();
        Assert.Equal(["forget", "", "25.0 %", "12.5 %", "62.5 %", "0.675", "2", "0", "1"], cells.Select(cell => cell.Value));
        Assert.Equal(["width:25%", "width:12.5%", "width:62.5%"], cells[1].Element("div")!.Elements("div").Select(piece => piece.Attribute("style")!.Value));
    }

    [Fact]
    public void More_layers_than_colours_are_spread_over_several_charts()
    {
        var report = Whole with { Groups = [.. Enumerable.Range(0, 8).Select(layer => $"layer.{layer}")], Points = [new(1, 3, 0.1, 4, [1, 2, 3, 4, 5, 6, 7, 8]), new(2, 3, 0.1, 4, [1, 2, 3, 4, 5, 6, 7, 8])] };
        var captions = PageTexts.Parse(report.ToHtml()).Of("figcaption");
        Assert.Contains("Gradient norm by layer, 1 to 6 of 8", captions);
        Assert.Contains("Gradient norm by layer, 7 to 8 of 8", captions);
    }

    [Fact]
    public void A_part_without_anything_to_show_is_left_out()
    {
        var page = PageTexts.Parse(new RunReport { Title = "nothing yet" }.ToHtml());
        Assert.Equal(["nothing yet"], page.Of("h1"));
        Assert.Empty(page.Of("h2"));
        Assert.Empty(page.Of("figure"));
    }

    private static string Line(XElement page, string title, string style) => page.Descendants("figure").Single(figure => figure.Element("figcaption")!.Value == title)
        .Descendants("path").First(path => path.Attribute("class")?.Value == style).Attribute("d")!.Value;
}

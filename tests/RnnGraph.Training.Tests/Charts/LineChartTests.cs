using System.Xml.Linq;

namespace RnnGraph.Training.Tests.Charts;

/// <summary>The chart as SVG: sound XML, points in their places, labels that read.</summary>
public sealed class LineChartTests
{
    [Fact]
    public void It_draws_axes_lines_and_a_legend()
    {
        var svg = Draw([ChartSeries.Of("a < b & c", [0, 5, 10]), ChartSeries.Of("r", [10, 5, 0]) with { IsReference = true }]);
        Assert.Contains("a < b & c", Texts(svg));
        Assert.Contains("title", Texts(svg));
        Assert.Contains("across", Texts(svg));
        Assert.Contains("up", Texts(svg));
        // 720 × 420 with margins 76, 44, 190, 54: x from 76 to 530, y from 366 up to 44
        Assert.Equal("M76 366 L303 205 L530 44", Path(svg, "s0"));
        Assert.Equal("M76 44 L303 205 L530 366", Path(svg, "reference"));
    }

    [Fact]
    public void A_logarithmic_axis_has_its_ticks_at_powers_of_ten()
    {
        var svg = Draw([ChartSeries.Of("s", [1, 0.01, 0.0001, 0])], isLogarithmic: true);
        foreach (var label in new[] { "1", "0.1", "0.01", "0.001", "1e-4" })
            Assert.Contains(label, Texts(svg));
        Assert.Equal("M76 44 L227.33 205 L378.67 366 L530 366", Path(svg, "s0"));
    }

    [Fact]
    public void A_value_that_is_not_finite_breaks_the_line() =>
        Assert.Equal("M76 366 L189.5 285.5 M416.5 124.5 L530 44", Path(Draw([ChartSeries.Of("s", [0, 1, double.NaN, 3, 4])]), "s0"));

    [Fact]
    public void Labels_are_round()
    {
        var texts = Texts(Draw([new("s", [(0, 0.05), (0.7, 0.32)])]));
        foreach (var label in new[] { "0.05", "0.1", "0.15", "0.2", "0.25", "0.3", "0.35" })
            Assert.Contains(label, texts);
        Assert.DoesNotContain(texts, text => text.Contains("00000", StringComparison.Ordinal));
    }

    [Fact]
    public void One_value_alone_has_an_axis_around_it() => Assert.NotEmpty(Path(Draw([ChartSeries.Of("s", [2, 2])]), "s0"));

    [Fact]
    public void Nothing_to_draw_is_an_error() =>
        Assert.Contains("none is finite and above 0", Assert.Throws<InvalidOperationException>(() => Draw([ChartSeries.Of("s", [0, double.NaN])], isLogarithmic: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_band_is_drawn_behind_its_line_and_lies_within_the_axes()
    {
        var svg = Draw([ChartSeries.Of("s", [2, 4]) with { Band = [(0, 0, 4), (1, 2, 10)] }]);
        // from its upper edge back along the lower one; y from 366 for 0 up to 44 for 10
        Assert.Equal("M76 237.2 L530 44 L530 301.6 L76 366 Z", Path(svg, "b0"));
        Assert.Equal("M76 301.6 L530 237.2", Path(svg, "s0"));
        var drawn = svg.Elements().Where(element => element.Name.LocalName == "path").Select(element => element.Attribute("class")!.Value).ToList();
        Assert.True(drawn.IndexOf("b0") < drawn.IndexOf("s0"));
    }

    [Fact]
    public void A_point_without_neighbours_is_a_dot()
    {
        var svg = Draw([new("s", [(0, 0), (1, 1), (2, double.NaN), (3, 4), (4, double.NaN), (5, 2), (6, 1)]), new("one", [(4, 3)])]);
        var dots = svg.Elements().Where(element => element.Name.LocalName == "circle").Select(dot => (dot.Attribute("class")!.Value, dot.Attribute("cx")!.Value, dot.Attribute("cy")!.Value));
        Assert.Equal([("s0", "303", "44"), ("s1", "378.67", "124.5")], dots);
        Assert.Equal("M76 366 L151.67 285.5 M303 44 M454.33 205 L530 285.5", Path(svg, "s0"));
    }

    [Fact]
    public void A_legend_below_leaves_the_width_to_the_lines()
    {
        var chart = new LineChart { Title = "title", XLabel = "across", YLabel = "up", Series = [ChartSeries.Of("s", [0, 5, 10])], LegendBelow = true };
        var svg = XElement.Parse(chart.ToSvg());
        Assert.Equal("M76 346 L390 195 L704 44", Path(svg, "s0")); // to 720 − 16, and 20 for the legend's one line
        Assert.Contains("s", Texts(svg));
    }

    [Fact]
    public void It_fits_light_and_dark_pages() => Assert.Contains("@media (prefers-color-scheme: dark)", Draw([ChartSeries.Of("s", [1, 2])]).ToString(), StringComparison.Ordinal);

    private static XElement Draw(IReadOnlyList<ChartSeries> series, bool isLogarithmic = false) =>
        XElement.Parse(new LineChart { Title = "title", XLabel = "across", YLabel = "up", Series = series, IsLogarithmic = isLogarithmic }.ToSvg());

    private static List<string> Texts(XElement svg) => [.. svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];

    private static string Path(XElement svg, string style) =>
        svg.Descendants().First(element => element.Name.LocalName == "path" && element.Attribute("class")?.Value == style).Attribute("d")!.Value;

    [Theory]
    [InlineData(0, 3e30)]
    [InlineData(1e30, 1e30)]
    [InlineData(-1e300, 1e300)]
    [InlineData(0, 3e-30)]
    public void Values_beyond_what_decimals_hold_are_drawn(double least, double greatest)
    {
        var svg = new LineChart { Title = "t", XLabel = "x", YLabel = "y", Series = [new("a", [(0, least), (1, greatest)])] }.ToSvg();
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
    }
}

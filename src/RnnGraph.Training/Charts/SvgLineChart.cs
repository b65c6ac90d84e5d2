using System.Globalization;
using System.Text;

namespace RnnGraph.Training;

/// <summary>Draws a <see cref="LineChart"/>: frame, grid and labels, lines, legend to the right.</summary>
internal sealed class SvgLineChart
{
    private const int Left = 76;
    private const int Top = 44;
    private const int Bottom = 54;
    private const int LegendWidth = 190;

    // Okabe & Ito's colours, told apart with any colour vision; each a little lighter on dark ground.
    private static readonly string[] OnLight = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9"];
    private static readonly string[] OnDark = ["#4aa3df", "#ff8c42", "#2dcc9c", "#e59bc5", "#f0c541", "#8fd0f5"];

    private static readonly string[] Dashes = ["6 4", "2 3", "10 3 2 3"];

    private readonly StringBuilder _svg = new();
    private readonly LineChart _chart;
    private readonly ChartAxis _x;
    private readonly ChartAxis _y;

    public SvgLineChart(LineChart chart)
    {
        _chart = chart;
        var points = chart.Series.SelectMany(series => series.Points).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        var heights = points.Select(point => point.Y).Where(y => !chart.IsLogarithmic || y > 0).ToList();
        if (heights.Count == 0)
            throw new InvalidOperationException($"The chart '{chart.Title}' has no point to draw{(chart.IsLogarithmic ? ": none is finite and above 0" : "")}.");
        _x = ChartAxis.Linear(points.Min(point => point.X), points.Max(point => point.X), mostTicks: 10, isExact: true);
        var (low, high) = (chart.YMin ?? heights.Min(), chart.YMax ?? heights.Max());
        _y = chart.IsLogarithmic ? ChartAxis.Logarithmic(low, high, mostTicks: 9) : ChartAxis.Linear(low, high, mostTicks: 8, isExact: false);
    }

    private int Right => _chart.Width - LegendWidth;

    private int Floor => _chart.Height - Bottom;

    public string Draw()
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_chart.Width} {_chart.Height}" width="{_chart.Width}" height="{_chart.Height}" role="img">""");
        Line($"<title>{Escape(_chart.Title)}</title>");
        Styles();
        Line($"""<rect class="ground" width="{_chart.Width}" height="{_chart.Height}"/>""");
        Text("title", Left, 26, "start", _chart.Title);
        Grid();
        for (var i = 0; i < _chart.Series.Count; i++)
            Series(i);
        Legend();
        Line($"</svg>");
        return _svg.ToString();
    }

    private void Styles()
    {
        Line($"<style>");
        Line($"text {{ font: 12px system-ui, sans-serif; fill: #333; }} .title {{ font-size: 15px; font-weight: 600; }}");
        Line($".ground {{ fill: #fff; }} .grid {{ stroke: #e3e3e3; }} .axis {{ stroke: #888; fill: none; }}");
        Line($"path {{ fill: none; stroke-width: 1.8; stroke-linejoin: round; }} .reference {{ stroke: #888; }}");
        Colours(OnLight, "");
        Line($"@media (prefers-color-scheme: dark) {{");
        Line($"  text {{ fill: #ccc; }} .ground {{ fill: #0d1117; }} .grid {{ stroke: #2b313a; }} .axis {{ stroke: #777; }}");
        Colours(OnDark, "  ");
        Line($"}}");
        Line($"</style>");
    }

    private void Colours(string[] colours, string indent) =>
        Line($"{indent}{string.Join(' ', colours.Select((colour, index) => $".s{index} {{ stroke: {colour}; }}"))}");

    private void Grid()
    {
        foreach (var tick in _y.Ticks)
        {
            var y = Y(tick);
            Line($"""<line class="grid" x1="{Left}" y1="{y}" x2="{Right}" y2="{y}"/>""");
            Text("", Left - 8, (Floor - (_y.At(tick) * (Floor - Top))) + 4, "end", Label(tick));
        }

        foreach (var tick in _x.Ticks)
        {
            Line($"""<line class="grid" x1="{X(tick)}" y1="{Top}" x2="{X(tick)}" y2="{Floor}"/>""");
            Text("", Left + (_x.At(tick) * (Right - Left)), Floor + 18, "middle", Label(tick));
        }

        Line($"""<rect class="axis" x="{Left}" y="{Top}" width="{Right - Left}" height="{Floor - Top}"/>""");
        Text("", (Left + Right) / 2.0, _chart.Height - 14, "middle", _chart.XLabel);
        Line($"""<text transform="translate(18 {Number((Top + Floor) / 2.0)}) rotate(-90)" text-anchor="middle">{Escape(_chart.YLabel)}</text>""");
    }

    private void Series(int index)
    {
        var series = _chart.Series[index];
        var path = new StringBuilder();
        var isBroken = true;
        foreach (var point in series.Points)
        {
            if (double.IsFinite(point.X) && double.IsFinite(point.Y))
                path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? "" : " ")}{(isBroken ? "M" : "L")}{X(point.X)} {Y(point.Y)}");
            isBroken = !double.IsFinite(point.X) || !double.IsFinite(point.Y);
        }

        Line($"""<path {Look(index)} d="{path}"/>""");
    }

    private void Legend()
    {
        for (var i = 0; i < _chart.Series.Count; i++)
        {
            var y = Top + 12 + (20 * i);
            Line($"""<path {Look(i)} d="M{Right + 14} {y} L{Right + 38} {y}"/>""");
            Text("", Right + 46, y + 4, "start", _chart.Series[i].Name);
        }
    }

    // Each line is the next of its kind: colours for what is compared, dashes for what it is compared with.
    private string Look(int index)
    {
        var before = _chart.Series.Take(index).Count(series => series.IsReference == _chart.Series[index].IsReference);
        return _chart.Series[index].IsReference
            ? $"class=\"reference\" stroke-dasharray=\"{Dashes[before % Dashes.Length]}\""
            : $"class=\"s{before % OnLight.Length}\"";
    }

    private string X(double value) => Number(Left + (_x.At(value) * (Right - Left)));

    private string Y(double value) => Number(Floor - (_y.At(value) * (Floor - Top)));

    private void Text(string style, double x, double y, string anchor, string text) =>
        Line($"""<text{(style.Length == 0 ? "" : $" class=\"{style}\"")} x="{Number(x)}" y="{Number(y)}" text-anchor="{anchor}">{Escape(text)}</text>""");

    private void Line(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Label(double value) => value == 0 ? "0" : value.ToString(Math.Abs(value) is < 1e-3 or >= 1e6 ? "0.###e0" : "0.######", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

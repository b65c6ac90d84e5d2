using System.Globalization;
using System.Text;

namespace RnnGraph.Training;

/// <summary>Draws a <see cref="LineChart"/>: frame, grid and labels, bands, lines, legend.</summary>
internal sealed class SvgLineChart
{
    private const int Left = 76;
    private const int Bottom = 54;
    private const int LegendWidth = 190;
    private const int LegendLine = 20;
    private const int TickRoom = 45;

    // Okabe & Ito's colours, told apart with any colour vision; each a little lighter on dark ground.
    private static readonly string[] OnLight = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9"];
    private static readonly string[] OnDark = ["#4aa3df", "#ff8c42", "#2dcc9c", "#e59bc5", "#f0c541", "#8fd0f5"];

    private static readonly string[] Dashes = ["6 4", "2 3", "10 3 2 3"];

    private readonly StringBuilder _svg = new();
    private readonly LineChart _chart;
    private readonly ChartAxis _x;
    private readonly ChartAxis _y;
    private readonly bool _isPart;

    /// <summary>Prepares a drawing.</summary>
    /// <param name="chart">What is drawn.</param>
    /// <param name="isPart">Whether it becomes part of a page that has the title above it and <see cref="StyleSheet"/> in its head; else it is a document of its own.</param>
    public SvgLineChart(LineChart chart, bool isPart = false)
    {
        _chart = chart;
        _isPart = isPart;
        var points = chart.Series.SelectMany(series => series.Points.Concat(Edges(series))).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        var heights = points.Select(point => point.Y).Where(y => !chart.IsLogarithmic || y > 0).ToList();
        if (heights.Count == 0)
            throw new InvalidOperationException($"The chart '{chart.Title}' has no point to draw{(chart.IsLogarithmic ? ": none is finite and above 0" : "")}.");
        _x = ChartAxis.Linear(points.Min(point => point.X), points.Max(point => point.X), mostTicks: Math.Clamp((Right - Left) / TickRoom, 2, 10), isExact: true);
        var (low, high) = (chart.YMin ?? heights.Min(), chart.YMax ?? heights.Max());
        _y = chart.IsLogarithmic ? ChartAxis.Logarithmic(low, high, mostTicks: 9) : ChartAxis.Linear(low, high, mostTicks: 8, isExact: false);
    }

    private int Top => _isPart ? 14 : 44;

    private int Right => _chart.Width - (_chart.LegendBelow ? 16 : LegendWidth);

    private int Floor => _chart.Height - Bottom - (_chart.LegendBelow ? LegendLine * _chart.Series.Count : 0);

    private bool HasBands => _chart.Series.Any(series => series.Band.Count > 0);

    /// <summary>The colours and strokes of drawings that are part of a page.</summary>
    public static string StyleSheet(bool withBands)
    {
        var css = new StringBuilder();
        Append(css, $"text {{ font: 12px system-ui, sans-serif; fill: #333; }} .title {{ font-size: 15px; font-weight: 600; }}");
        Append(css, $".ground {{ fill: #fff; }} .grid {{ stroke: #e3e3e3; }} .axis {{ stroke: #888; fill: none; }}");
        Append(css, $"path {{ fill: none; stroke-width: 1.8; stroke-linejoin: round; }} .reference {{ stroke: #888; }}");
        AppendColours(css, OnLight, withBands, "");
        Append(css, $"@media (prefers-color-scheme: dark) {{");
        Append(css, $"  text {{ fill: #ccc; }} .ground {{ fill: #0d1117; }} .grid {{ stroke: #2b313a; }} .axis {{ stroke: #777; }}");
        AppendColours(css, OnDark, withBands, "  ");
        Append(css, $"}}");
        return css.ToString();
    }

    public string Draw()
    {
        var space = _isPart ? "" : "xmlns=\"http://www.w3.org/2000/svg\" ";
        Line($"""<svg {space}viewBox="0 0 {_chart.Width} {_chart.Height}" width="{_chart.Width}" height="{_chart.Height}" role="img">""");
        Line($"<title>{Markup.Escape(_chart.Title)}</title>");
        if (!_isPart)
            Line($"<style>\n{StyleSheet(HasBands)}</style>");
        Line($"""<rect class="ground" width="{_chart.Width}" height="{_chart.Height}"/>""");
        if (!_isPart)
            Text("title", Left, 26, "start", _chart.Title);
        Grid();
        for (var i = 0; i < _chart.Series.Count; i++)
            Band(i);
        for (var i = 0; i < _chart.Series.Count; i++)
            Series(i);
        Legend();
        Line($"</svg>");
        return _svg.ToString();
    }

    private static void AppendColours(StringBuilder css, string[] colours, bool withBands, string indent)
    {
        Append(css, $"{indent}{string.Join(' ', colours.Select((colour, index) => $".s{index} {{ stroke: {colour}; }}"))}");
        if (withBands)
            Append(css, $"{indent}{string.Join(' ', colours.Select((colour, index) => $".b{index} {{ fill: {colour}; opacity: 0.18; stroke: none; }}"))}");
    }

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
        Text("", (Left + Right) / 2.0, Floor + 40, "middle", _chart.XLabel);
        Line($"""<text transform="translate(18 {Number((Top + Floor) / 2.0)}) rotate(-90)" text-anchor="middle">{Markup.Escape(_chart.YLabel)}</text>""");
    }

    private void Series(int index)
    {
        var points = _chart.Series[index].Points;
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            if (!IsDrawn(points, i))
                continue;
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? "" : " ")}{(IsDrawn(points, i - 1) ? "L" : "M")}{X(points[i].X)} {Y(points[i].Y)}");

            // A line through one point would not be seen.
            if (!IsDrawn(points, i - 1) && !IsDrawn(points, i + 1))
                Line($"""<circle {Look(index)} cx="{X(points[i].X)}" cy="{Y(points[i].Y)}" r="1.5" fill="none" stroke-width="3"/>""");
        }

        Line($"""<path {Look(index)} d="{path}"/>""");
    }

    private static bool IsDrawn(IReadOnlyList<(double X, double Y)> points, int index) =>
        index >= 0 && index < points.Count && double.IsFinite(points[index].X) && double.IsFinite(points[index].Y);

    private void Band(int index)
    {
        var band = _chart.Series[index].Band.Where(at => double.IsFinite(at.X) && double.IsFinite(at.Low) && double.IsFinite(at.High)).ToList();
        if (band.Count == 0)
            return;
        var outline = band.Select(at => (at.X, Y: at.High)).Concat(band.AsEnumerable().Reverse().Select(at => (at.X, Y: at.Low)));
        Line($"""<path class="b{Before(index) % OnLight.Length}" d="M{string.Join(" L", outline.Select(at => $"{X(at.X)} {Y(at.Y)}"))} Z"/>""");
    }

    private static IEnumerable<(double X, double Y)> Edges(ChartSeries series) => series.Band.SelectMany(at => new[] { (at.X, at.Low), (at.X, at.High) });

    private void Legend()
    {
        for (var i = 0; i < _chart.Series.Count; i++)
        {
            var x = _chart.LegendBelow ? Left : Right + 14;
            var y = (_chart.LegendBelow ? Floor + Bottom + 6 : Top + 12) + (LegendLine * i);
            Line($"""<path {Look(i)} d="M{x} {y} L{x + 24} {y}"/>""");
            Text("", x + 32, y + 4, "start", _chart.Series[i].Name);
        }
    }

    // Each line is the next of its kind: colours for what is compared, dashes for what it is compared with.
    private string Look(int index)
    {
        var before = Before(index);
        return _chart.Series[index].IsReference
            ? $"class=\"reference\" stroke-dasharray=\"{Dashes[before % Dashes.Length]}\""
            : $"class=\"s{before % OnLight.Length}\"{(before < OnLight.Length ? "" : $" stroke-dasharray=\"{Dashes[(before / OnLight.Length) % Dashes.Length]}\"")}"; // colours come again in dashes
    }

    private int Before(int index) => _chart.Series.Take(index).Count(series => series.IsReference == _chart.Series[index].IsReference);

    private string X(double value) => Number(Left + (_x.At(value) * (Right - Left)));

    private string Y(double value) => Number(Floor - (_y.At(value) * (Floor - Top)));

    private void Text(string style, double x, double y, string anchor, string text) =>
        Line($"""<text{(style.Length == 0 ? "" : $" class=\"{style}\"")} x="{Number(x)}" y="{Number(y)}" text-anchor="{anchor}">{Markup.Escape(text)}</text>""");

    private void Line(FormattableString text) => Append(_svg, text);

    private static void Append(StringBuilder to, FormattableString text) => to.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Label(double value) => value == 0 ? "0" : value.ToString(Math.Abs(value) is < 1e-3 or >= 1e6 ? "0.###e0" : "0.######", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

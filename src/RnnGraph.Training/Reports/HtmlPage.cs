using System.Globalization;
using System.Text;
using RnnGraph.Files;

namespace RnnGraph.Training;

/// <summary>A page that is whole in one file: no script, no font, no picture from elsewhere; light or dark as the reader prefers, for narrow and wide windows. It is well-formed XML, the same
/// text on every machine, LF at line ends.</summary>
internal sealed class HtmlPage
{
    /// <summary>The longest name that fits beside a chart.</summary>
    private const int LongestBeside = 20;

    private readonly StringBuilder html = new();

    /// <summary>A page that begins with its title.</summary>
    public HtmlPage(string title)
    {
        Line($"<!DOCTYPE html>");
        Line($"""<html lang="en"><head><meta charset="utf-8"/>""");
        Line($"""<meta name="viewport" content="width=device-width, initial-scale=1"/>""");
        Line($"""<link rel="icon" href="data:,"/>"""); // browsers ask the server for one otherwise
        Line($"<title>{Markup.Escape(title)}</title>");
        Line($"<style>\n{HtmlStyles.Page}{SvgLineChart.StyleSheet(withBands: true)}</style></head><body><main>");
        Line($"<h1>{Markup.Escape(title)}</h1>");
    }

    /// <summary>Begins a section, with what there is to say of it.</summary>
    public void Section(string title, string? about = null)
    {
        Line($"<h2>{Markup.Escape(title)}</h2>");
        if (about is not null)
            Line($"<p>{Markup.Escape(about)}</p>");
    }

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => Line($"<p>{Markup.Escape(text)}</p>");

    /// <summary>Names and values.</summary>
    public void Facts(IEnumerable<KeyValuePair<string, string>> facts)
    {
        Line($"<dl>");
        foreach (var (name, value) in facts)
            Line($"<div><dt>{Markup.Escape(name)}</dt><dd>{Markup.Escape(value)}</dd></div>");
        Line($"</dl>");
    }

    /// <summary>Names and values that are there when asked for.</summary>
    public void HiddenFacts(string title, IEnumerable<KeyValuePair<string, string>> facts)
    {
        Line($"<details><summary>{Markup.Escape(title)}</summary>");
        Facts(facts);
        Line($"</details>");
    }

    /// <summary>A chart, drawn for wide and for narrow windows; nothing if it has no point to draw.</summary>
    public void Chart(LineChart chart)
    {
        if (!chart.HasPoints)
            return;
        var isBelow = chart.Series.Any(series => series.Name.Length > LongestBeside);
        var legend = 20 * chart.Series.Count;
        Line($"<figure><figcaption>{Markup.Escape(chart.Title)}</figcaption>");
        Svg("wide", chart with { Width = 860, Height = isBelow ? 360 + legend : Math.Max(360, legend + 80), LegendBelow = isBelow });
        Svg("narrow", chart with { Width = 360, Height = 290 + legend, LegendBelow = true });
        Line($"</figure>");
    }

    /// <summary>A table; it scrolls by itself where the window is narrower.</summary>
    /// <param name="head">The columns' names.</param>
    /// <param name="rows">Text cells, or markup that <see cref="Cell"/> lets through.</param>
    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<Cell>> rows)
    {
        Line($"""<div class="scrolls"><table><thead><tr>{string.Concat(head.Select(name => $"<th>{Markup.Escape(name)}</th>"))}</tr></thead><tbody>""");
        foreach (var row in rows)
            Line($"<tr>{string.Concat(row.Select(cell => $"<td>{cell.Html}</td>"))}</tr>");
        Line($"</tbody></table></div>");
    }

    /// <summary>Text as it was written.</summary>
    public void Preformatted(string text) => Line($"<pre>{Markup.Escape(text)}</pre>");

    /// <summary>Markup that was escaped already.</summary>
    public void Raw(string markup) => html.Append(markup).Append('\n');

    /// <summary>The whole page.</summary>
    public override string ToString() => html + "</main></body></html>\n";

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToString())));

    private void Svg(string width, LineChart chart) => Line($"""<div class="{width}">{new SvgLineChart(chart, isPart: true).Draw()}</div>""");

    private void Line(FormattableString text) => html.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>What stands in a cell of a table.</summary>
    /// <param name="Html">Its markup.</param>
    internal readonly record struct Cell(string Html)
    {
        /// <summary>A text.</summary>
        public static implicit operator Cell(string text) => new(Markup.Escape(text));
    }
}

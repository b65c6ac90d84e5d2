using System.Globalization;
using System.Text;

namespace RnnGraph.Training;

/// <summary>One unit of a tap over a text: under each character, in colour and as its title, the value after the network has read it (Karpathy, Johnson &amp; Fei-Fei 2015).</summary>
public sealed record TapHeatMap
{
    /// <summary>Colours to either side of 0.</summary>
    private const int Depths = 10;

    /// <summary>The name of the tap.</summary>
    public required string Tap { get; init; }

    /// <summary>Which of its units.</summary>
    public required int Unit { get; init; }

    /// <summary>The characters, or other pieces of a text, one a step.</summary>
    public required IReadOnlyList<string> Pieces { get; init; }

    /// <summary>The value at each.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>A map of what <see cref="TapProbe"/> read.</summary>
    /// <param name="values">The tap along the text.</param>
    /// <param name="text">The text, of as many characters (Unicode scalar values) as there are steps.</param>
    /// <param name="unit">The unit; null for that whose values vary most.</param>
    /// <exception cref="ArgumentException">The text has another length.</exception>
    public static TapHeatMap Of(TapValues values, string text, int? unit = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(text);
        var chosen = unit ?? values.UnitOfGreatestVariance();
        var pieces = text.EnumerateRunes().Select(character => character.ToString()).ToList();
        if (pieces.Count != values.Steps)
            throw new ArgumentException($"Expected a text of {values.Steps} characters, one for each step of the tap; given {pieces.Count}.", nameof(text));
        return new() { Tap = values.Tap, Unit = chosen, Pieces = pieces, Values = values.Of(chosen) };
    }

    /// <summary>A page of its own.</summary>
    public string ToHtml() => Page().ToString();

    /// <summary>Writes a page of its own, whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Write(string path) => Page().Write(path);

    /// <summary>Writes it as part of a page.</summary>
    internal void WriteTo(HtmlPage page)
    {
        var largest = Values.Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty().Max();
        page.Raw(Scale(largest));
        var map = new StringBuilder("<div class=\"map\">");
        for (var at = 0; at < Pieces.Count; at++)
            map.Append(CultureInfo.InvariantCulture, $"<span style=\"{Colour(Values[at], largest)}\" title=\"{Title(at)}\">{Shown(Pieces[at])}</span>");
        page.Raw(map.Append("</div>").ToString());
    }

    private HtmlPage Page()
    {
        var page = new HtmlPage($"{Tap}, unit {Unit}");
        page.Paragraph("Each character is coloured by the value that the unit has after the network has read it; the value is also the character's title.");
        WriteTo(page);
        return page;
    }

    private string Scale(double largest)
    {
        var (least, most) = (Values.DefaultIfEmpty().Min() < 0 ? -Depths : 0, Depths);
        var steps = string.Concat(Enumerable.Range(least, most - least + 1).Select(step => $"<i style=\"{Colour(largest * step / Depths, largest)}\"></i>"));
        return FormattableString.Invariant(
            $"<div class=\"scale\"><span class=\"name\">{Markup.Escape(Tap)}, unit {Unit}</span><span>{(least < 0 ? -largest : 0):G3}</span><span class=\"steps\">{steps}</span><span>{largest:G3}</span></div>");
    }

    private string Title(int at) => FormattableString.Invariant($"{Markup.Escape(Pieces[at] switch { "\n" => "line end", " " => "space", "\t" => "tab", var piece => piece })}: {Values[at]:G4}");

    private static string Colour(double value, double largest)
    {
        var depth = largest == 0 || !double.IsFinite(value) ? 0 : (int)Math.Round(Depths * Math.Abs(value) / largest, MidpointRounding.AwayFromZero);
        return FormattableString.Invariant($"--hue:var(--{(value < 0 ? "cold" : "warm")});--depth:{0.065 * depth:0.###}");
    }

    // An end of a line would be nothing to colour.
    private static string Shown(string piece) => piece == "\n" ? "↵\n" : Markup.Escape(piece);
}

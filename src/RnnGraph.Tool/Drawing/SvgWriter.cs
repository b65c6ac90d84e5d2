using System.Globalization;
using System.Net;
using System.Text;

namespace RnnGraph.Tool.Drawing;

/// <summary>Writes a picture as SVG: text stays text, colours follow the reader's light or dark scheme, nothing else is needed to see it.</summary>
internal static class SvgWriter
{
    private const string Style = """
        text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328; }
        .caption { fill: #59636e; font-style: italic; }
        .box { stroke: #818b98; fill: #ffffff; }
        .input { fill: #ddf4ff; } .state { fill: #fff8c5; } .gate { fill: #dafbe1; } .result { fill: #ffebe9; }
        .frame { fill: #f6f8fa; stroke: #818b98; stroke-dasharray: 2 3; }
        .arrow { fill: none; stroke: #59636e; } .back { stroke: #9a6700; stroke-dasharray: 5 4; }
        .head { fill: #59636e; } .backhead { fill: #9a6700; }
        .paper { fill: #ffffff; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; } .caption { fill: #9198a1; } .paper { fill: #0d1117; }
          .box { stroke: #6e7681; fill: #151b23; }
          .input { fill: #0c2d6b; } .state { fill: #4b2900; } .gate { fill: #033a16; } .result { fill: #67060c; }
          .frame { fill: #010409; stroke: #6e7681; }
          .arrow { stroke: #9198a1; } .head { fill: #9198a1; } .back { stroke: #d29922; } .backhead { fill: #d29922; }
        }
        """;

    public static string Write(Picture picture)
    {
        var layout = Layout.Of(picture);
        var svg = new StringBuilder();
        void Line(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.Width:0} {layout.Height:0}" width="{layout.Width:0}" height="{layout.Height:0}" role="img">""");
        Line($"<!-- made by rnngraph -->");
        Line($"<title>{WebUtility.HtmlEncode(picture.Title)}</title>");
        Line($"<style>{Style.ReplaceLineEndings("\n")}</style>");
        Line($"""<defs>{Head("head")}{Head("backhead")}</defs>""");
        Line($"""<rect class="paper" width="100%" height="100%"/>""");
        foreach (var (frame, area) in layout.Frames)
        {
            Line($"""<rect class="frame" x="{area.X:0.#}" y="{area.Y:0.#}" width="{area.Width:0.#}" height="{area.Height:0.#}" rx="10"/>""");
            Line($"""<text class="caption" x="{area.X + 10:0.#}" y="{area.Y + 16:0.#}">{Encoded(frame.Caption)}</text>""");
        }

        foreach (var (_, points) in layout.Arrows)
            Line($"""<path class="arrow" d="{Curve(points)}" marker-end="url(#head)"/>""");
        var below = new Dictionary<Frame, int>();
        foreach (var arrow in picture.Arrows.Where(arrow => arrow.IsToNextStep))
        {
            var frame = arrow.To.Frame!;
            below[frame] = below.GetValueOrDefault(frame) + 1;
            Line($"""<path class="arrow back" d="{Return(layout, arrow, layout.Frames[frame].Bottom - 6 - (below[frame] * 10))}" marker-end="url(#backhead)"/>""");
        }

        foreach (var (box, area) in layout.Boxes)
        {
            Line($"""<g><rect class="box {box.Kind.ToString().ToLowerInvariant()}" x="{area.X:0.#}" y="{area.Y:0.#}" width="{area.Width:0.#}" height="{area.Height:0.#}" rx="6"/>""");
            for (var i = 0; i < box.Lines.Count; i++)
                Line($"""<text x="{area.X + 10:0.#}" y="{area.Y + 17 + (i * Layout.LineHeight):0.#}" xml:space="preserve">{Encoded(box.Lines[i])}</text>""");
            Line($"</g>");
        }

        Line($"</svg>");
        return svg.ToString();
    }

    private static string Head(string id) =>
        $"""<marker id="{id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="{id}" d="M0 0 L8 4 L0 8 z"/></marker>""";

    // Letters beyond ASCII stay themselves: the file is UTF-8.
    private static string Encoded(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A smooth line through all points, level at each.</summary>
    private static string Curve(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}"));
        for (var i = 1; i < points.Count; i++)
        {
            var middle = (points[i - 1].X + points[i].X) / 2;
            path.Append(CultureInfo.InvariantCulture, $" C{middle:0.#} {points[i - 1].Y:0.#} {middle:0.#} {points[i].Y:0.#} {points[i].X:0.#} {points[i].Y:0.#}");
        }

        return path.ToString();
    }

    /// <summary>From the right of a box down, back under all boxes, and up to the state that it becomes.</summary>
    private static string Return(Layout layout, Arrow arrow, double y)
    {
        var (from, to) = (layout.Boxes[arrow.From], layout.Boxes[arrow.To]);
        var (right, left) = (from.Right + 12, to.X - 12);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{from.Right:0.#} {from.MiddleY + 5:0.#} Q{right:0.#} {from.MiddleY + 5:0.#} {right:0.#} {from.MiddleY + 14:0.#} V{y - 8:0.#} Q{right:0.#} {y:0.#} {right - 8:0.#} {y:0.#} H{left + 8:0.#} Q{left:0.#} {y:0.#} {left:0.#} {y - 8:0.#} V{to.MiddleY + 10:0.#} Q{left:0.#} {to.MiddleY:0.#} {to.X:0.#} {to.MiddleY:0.#}");
    }
}

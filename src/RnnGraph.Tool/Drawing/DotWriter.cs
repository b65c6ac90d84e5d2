using System.Globalization;
using System.Text;

namespace RnnGraph.Tool.Drawing;

/// <summary>Writes a picture for graphviz.</summary>
internal static class DotWriter
{
    public static string Write(Picture picture)
    {
        var dot = new StringBuilder();
        var ids = picture.Boxes.Select((box, index) => (box, id: string.Create(CultureInfo.InvariantCulture, $"n{index}"))).ToDictionary(pair => pair.box, pair => pair.id);
        dot.Append("digraph {\n  rankdir=LR; node [shape=box, style=rounded, fontname=monospace];\n");
        dot.Append(CultureInfo.InvariantCulture, $"  label={Quoted(picture.Title)};\n");
        foreach (var box in picture.Boxes.Where(box => box.Frame is null))
            dot.Append(CultureInfo.InvariantCulture, $"  {ids[box]} [label={Label(box)}];\n");
        for (var index = 0; index < picture.Frames.Count; index++)
        {
            dot.Append(CultureInfo.InvariantCulture, $"  subgraph cluster{index} {{\n    label={Quoted(picture.Frames[index].Caption)}; style=dashed;\n");
            foreach (var box in picture.Boxes.Where(box => box.Frame == picture.Frames[index]))
                dot.Append(CultureInfo.InvariantCulture, $"    {ids[box]} [label={Label(box)}];\n");
            dot.Append("  }\n");
        }

        foreach (var arrow in picture.Arrows)
            dot.Append(CultureInfo.InvariantCulture, $"  {ids[arrow.From]} -> {ids[arrow.To]}{(arrow.IsToNextStep ? " [style=dashed, constraint=false]" : "")};\n");
        return dot.Append("}\n").ToString();
    }

    private static string Label(Box box) => Quoted(string.Join("\\l", box.Lines) + (box.Lines.Count > 1 ? "\\l" : ""));

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}

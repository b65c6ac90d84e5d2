using System.Xml.Linq;
using RnnGraph.Graphs;
using RnnGraph.Tests.Shared;
using RnnGraph.Tool.Drawing;

namespace RnnGraph.Tool.Tests;

/// <summary><c>rnngraph show</c>.</summary>
public class ShowTests
{
    [Fact]
    public void The_text_of_a_class_is_that_of_its_definition() =>
        Assert.Equal(Command.Text("peephole", "PeepholeLstm"), Command.Succeed("show", Command.Cells, "--cell", "PeepholeLstm"));

    [Fact]
    public void A_picture_has_a_box_for_every_equation()
    {
        using var folder = new Folder();
        Assert.Equal("", Command.Succeed("show", folder.Write("peephole.graph", Command.Text("peephole")), "-o", folder.File("peephole.svg")));
        var svg = XDocument.Load(folder.File("peephole.svg"));
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.Equal(
            Sorted(["for each step", "x [input]", "h⁻ [hidden]", "c⁻ [hidden]", "i = σ(W_i·x + U_i·h⁻ + b_i + p_i ∘ c⁻)", "f = σ(W_f·x + U_f·h⁻ + b_f + p_f ∘ c⁻)", "g = tanh(W_g·x + U_g·h⁻ + b_g)", "c = f ∘ c⁻ + i ∘ g", "o = σ(W_o·x + U_o·h⁻ + b_o + p_o ∘ c)", "h = o ∘ tanh(c)", "output y"]),
            Sorted(Unbroken(texts)));
        Assert.Contains("prefers-color-scheme: dark", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Graphviz_gets_the_same_boxes()
    {
        using var folder = new Folder();
        var dot = Command.Succeed("show", folder.Write("rnn.graph", Command.Text("rnn-tanh")), "--format", "dot");
        Assert.StartsWith("digraph {", dot, StringComparison.Ordinal);
        Assert.Contains("""[label="h = tanh(W_h·x + U_h·h⁻ + b_h)"];""", dot, StringComparison.Ordinal);
        Assert.Contains("[style=dashed, constraint=false];", dot, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_boxes_overlap_and_no_arrow_runs_to_the_left() => RandomCells.ForAll(100, cell =>
    {
        var builder = new CellBuilder();
        cell.Define(builder, builder.DeclareSize("input"), builder.DeclareSize("hidden"));
        var layout = Layout.Of(GraphPicture.Of(builder.Build("Cell")));
        var areas = layout.Boxes.Values.ToList();
        for (var i = 0; i < areas.Count; i++)
            Assert.DoesNotContain(areas.Skip(i + 1), other => Overlap(areas[i], other));
        Assert.All(layout.Arrows.Values, points => Assert.Equal(points.Select(point => point.X).Order(), points.Select(point => point.X)));
        Assert.All(layout.Boxes.Where(box => box.Key.Frame is not null), box => Assert.True(Holds(layout.Frames[box.Key.Frame!], box.Value)));
    });

    [Fact]
    public void The_same_graph_gives_the_same_picture() =>
        Assert.Equal(Command.Succeed("show", Command.Cells, "--cell", "Lstm", "--format", "svg"), Command.Succeed("show", Command.Cells, "--cell", "RnnGraph.Cells.Lstm", "--format", "svg"));

    [Fact]
    public void What_is_wrong_with_the_arguments_is_said()
    {
        Command.Refuse("--format: expected one of svg, dot, text, given png", "show", "x.graph", "--format", "png");
        Command.Refuse("SOURCE: expected a graph (.graph), a reviewer's file", "show", "nowhere.graph");
        Command.Refuse("--cell: expected one of RnnGraph.Cells.", "show", Command.Cells, "--cell", "Lstmm");
        Command.Refuse("--cell: expected the name of one of the ", "show", Command.Cells);
        using var folder = new Folder();
        Command.Refuse("SOURCE: expected the canonical text of a graph", "show", folder.Write("bad.graph", "nonsense"));
        Command.Refuse("SOURCE: expected a graph (.graph)", "show", folder.Write("bad.cs", "class C;"));
    }

    private static List<string> Sorted(List<string> texts) => [.. texts.Order(StringComparer.Ordinal)];

    private static bool Overlap(Area left, Area right) => left.X < right.Right && right.X < left.Right && left.Y < right.Bottom && right.Y < left.Bottom;

    private static bool Holds(Area frame, Area box) => frame.X <= box.X && frame.Y <= box.Y && frame.Right >= box.Right && frame.Bottom >= box.Bottom;

    /// <summary>Lines that go on from the one before are joined to it.</summary>
    private static List<string> Unbroken(List<string> texts)
    {
        List<string> all = [];
        foreach (var text in texts)
        {
            if (text.StartsWith("   ", StringComparison.Ordinal))
                all[^1] += text[2..];
            else
                all.Add(text);
        }

        return all;
    }
}

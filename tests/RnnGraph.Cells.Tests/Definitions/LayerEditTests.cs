using System.Globalization;
using System.Text.RegularExpressions;
using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>
/// A peephole on one gate: of a cell, of the second of three layers of a cell, of the second of three scans of a network. The lines that change in the reviewer's files are those of that layer,
/// and as many as the document says.
/// </summary>
public sealed class LayerEditTests
{
    private const int Layers = 3;
    private const int Edited = 1;

    private static readonly Regex LayerNames = new(@"layer\.?(\d)", RegexOptions.IgnoreCase);
    private static readonly string[] Files = [".Bodies", ".Schedule", "", ".Graph"];

    private static readonly Dictionary<string, Func<bool, IReadOnlyList<EmittedFile>>> Definitions = new(StringComparer.Ordinal)
    {
        ["an LSTM"] = Cell,
        ["layer 2 of a stack of three"] = Stack,
        ["layer 2 of a network of three scans"] = Network,
    };

    [Theory]
    [InlineData("layer 2 of a stack of three")]
    [InlineData("layer 2 of a network of three scans")]
    public void No_line_of_another_layer_changes(string name)
    {
        foreach (var line in Diffs(name).SelectMany(diff => diff.Removed.Concat(diff.Added)))
        {
            // One line has the numbers of all slots, or of all that a body reads, each by its name, or goes on to the next row of all; every other line uses the names, and is of the layer that it names first.
            var layers = LayerNames.Matches(line).Select(match => match.Groups[1].Value[0] - '0').ToList();
            Assert.True(layers.Count == 0 || (Lists(line) ? layers.Contains(Edited) : layers[0] == Edited), line);
        }
    }

    [Fact]
    public void The_documents_counts_are_current()
    {
        var document = File.ReadAllText(Repository.PathTo("docs", "reviewers-files.md"));
        var rows = Definitions.Keys.Select(name =>
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", Diffs(name).Select(diff => Math.Max(diff.Removed.Count, diff.Added.Count)))} |"));
        Assert.Contains(string.Join('\n', rows), document, StringComparison.Ordinal);
    }

    private static bool Lists(string line) => line.Contains(" const int ", StringComparison.Ordinal) || line.Contains("operands: [", StringComparison.Ordinal) || line.Contains(".Next(); ", StringComparison.Ordinal);

    private static IEnumerable<(string Suffix, List<string> Removed, List<string> Added)> Diffs(string name)
    {
        var (before, after) = (Definitions[name](false), Definitions[name](true));
        foreach (var suffix in Files)
        {
            var (removed, added) = LineDiff.Between(before.Single(file => file.Suffix == suffix).Source, after.Single(file => file.Suffix == suffix).Source);
            yield return (suffix, removed, added);
        }
    }

    private static IReadOnlyList<EmittedFile> Cell(bool isEdited)
    {
        var cell = new CellBuilder();
        Layer(Edited, isEdited)(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
        return CellCompiler.Emit(GraphText.Print(cell.Build("Edited")), new CellTarget("Edited"));
    }

    private static IReadOnlyList<EmittedFile> Stack(bool isEdited)
    {
        var cell = new CellBuilder();
        Size input = cell.DeclareSize("input"), hidden = cell.DeclareSize("hidden");
        cell.Output("y", Cells.Layers.Stack(cell, cell.Input("x", input), Layers, (layer, c) => Layer(layer, isEdited)(c, layer == 0 ? input : hidden, hidden)));
        return CellCompiler.Emit(GraphText.Print(cell.Build("Edited")), new CellTarget("Edited"));
    }

    private static IReadOnlyList<EmittedFile> Network(bool isEdited)
    {
        var net = new NetworkBuilder();
        Size input = net.DeclareSize("input"), hidden = net.DeclareSize("hidden"), classes = net.DeclareSize("classes");
        var x = net.Input("x", input);
        for (var layer = 0; layer < Layers; layer++)
        {
            var number = layer;
            x = net.Scan($"layer.{number}", cell => Layer(number, isEdited)(cell, number == 0 ? input : hidden, hidden), x)["y"];
        }

        net.Loss("loss", net.SoftmaxCrossEntropy(net.Dense("head", classes, x), net.Tokens("class", classes)));
        return NetworkCompiler.Emit(GraphText.Print(net.Build("Edited")), new CellTarget("Edited"));
    }

    private static Action<CellBuilder, Size, Size> Layer(int layer, bool isEdited) => isEdited && layer == Edited ? LstmEdits.AddAPeephole : LstmEdits.Original;
}

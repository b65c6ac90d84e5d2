using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>
/// What an edit of a definition does to a reviewer's diff: the lines that it removes from and adds to the emitted bodies, schedule and header, each with the most that it may,
/// and that no checkpoint key but the edited one changes. "Removes from and adds to" counts a changed line once: the larger of the two.
/// </summary>
public sealed class EmittedDiffTests
{
    private static readonly Dictionary<string, Edit> Edits = new(StringComparer.Ordinal)
    {
        ["insert a term first"] = new(LstmEdits.InsertATermFirst, "i.shift"),
        ["swap operands"] = new(LstmEdits.SwapOperands, ""),
        ["extract a helper"] = new(LstmEdits.ExtractAHelper, ""),
        ["add a tap"] = new(LstmEdits.AddATap, ""),
        ["rename locals"] = new(LstmEdits.RenameLocals, ""),
        ["add a peephole"] = new(LstmEdits.AddAPeephole, "f.p"),
        ["reorder gates"] = new(LstmEdits.ReorderGates, ""),
        ["name a value"] = new(LstmEdits.NameAValue, ""),
        ["open the forget gate"] = new(LstmEdits.OpenTheForgetGate, ""),
        ["change an activation"] = new(LstmEdits.ChangeAnActivation, ""),
    };

    [Theory]
    [InlineData("insert a term first", 7, 0, 9)]
    [InlineData("swap operands", 2, 0, 1)]
    [InlineData("extract a helper", 0, 0, 0)]
    [InlineData("add a tap", 7, 0, 4)]
    [InlineData("rename locals", 0, 0, 0)]
    [InlineData("add a peephole", 15, 0, 8)]
    [InlineData("reorder gates", 17, 6, 21)]
    [InlineData("name a value", 4, 0, 2)]
    [InlineData("open the forget gate", 0, 0, 1)]
    [InlineData("change an activation", 4, 0, 1)]
    public void An_ordinary_edit_is_a_small_diff(string name, int bodies, int schedule, int header)
    {
        var edit = Edits[name];
        var before = Record(LstmEdits.Original);
        var after = Record(edit.Define);
        Assert.Equal(Keys(before), Keys(after).Where(key => key != edit.NewKey));
        AssertDiff(before, after, bodies, schedule, header);
    }

    [Fact]
    public void From_lstm_to_peephole_is_a_small_diff() => AssertDiff(Record(Lstm.Define), Record(PeepholeLstm.Define), 40, 0, 18);

    private static void AssertDiff(Graph before, Graph after, int bodies, int schedule, int header)
    {
        var (left, right) = (Emit(before), Emit(after));
        var given = new[] { ".Bodies", ".Schedule", string.Empty }.Select(suffix => LineDiff.Count(left[suffix], right[suffix])).Select(diff => Math.Max(diff.Removed, diff.Added)).ToArray();
        Assert.True(
            given[0] <= bodies && given[1] <= schedule && given[2] <= header,
            $"lines of bodies, schedule and header: allowed ({bodies}, {schedule}, {header}), given ({given[0]}, {given[1]}, {given[2]})");
    }

    private static Graph Record(Action<CellBuilder, Size, Size> define)
    {
        var cell = new CellBuilder();
        define(cell, cell.DeclareSize("input"), cell.DeclareSize("hidden"));
        return cell.Build("Lstm");
    }

    // One class name for all, so that the name itself is no part of the diff.
    private static Dictionary<string, string> Emit(Graph graph) =>
        CellCompiler.Emit(GraphText.Print(graph), new CellTarget("Lstm")).ToDictionary(file => file.Suffix, file => file.Source, StringComparer.Ordinal);

    private static List<string> Keys(Graph graph) => [.. graph.Nodes.Where(node => node.Op == StructureOps.Parameter).Select(node => node.Name).Order(StringComparer.Ordinal)];

    private sealed record Edit(Action<CellBuilder, Size, Size> Define, string NewKey);
}

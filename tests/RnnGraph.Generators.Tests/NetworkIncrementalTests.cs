using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Why each step of the pipeline runs after an edit of a program with networks, and of the cells that they scan. The last tests make a real change.</summary>
public class NetworkIncrementalTests
{
    private const string Networks = """
        [RecurrentNetwork]
        public partial class Reader
        {
            internal static void Define(NetworkBuilder net, Size words, Size hidden)
            {
                var word = net.Tokens("word", words);
                var memory = net.Scan("memory", cell => Memory.Define(cell, words, hidden), word.OneHot);
                net.Loss("loss", net.SoftmaxCrossEntropy(net.Dense("out", words, memory["y"]), net.Tokens("next", words)));
            }
        }

        [RecurrentNetwork<Reader>(4, 8)]
        public partial class Bound;
        """;

    private const string Alone = """
        [RecurrentNetwork]
        public partial class Alone
        {
            internal static void Define(NetworkBuilder net, Size features) => net.Output("y", Tanh(net.Dense("out", features, net.Vector("x", features))));
        }
        """;

    private const string Cell = """
        [RecurrentCell]
        public partial class Memory
        {
            internal static void Define(CellBuilder cell, Size input, Size hidden)
            {
                var x = cell.Input("x", input);
                var h = cell.State("h", hidden);
                cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
                cell.Output("y", h.Next);
            }
        }
        """;

    private const string Elsewhere = "internal static class Elsewhere { public static int Answer => 42; }";

    /// <summary>Every class of the program, and whether it is of a definition that scans, or is, the cell.</summary>
    private static readonly Dictionary<string, bool> HangsOnTheCell = new(StringComparer.Ordinal) { ["Alone"] = false, ["Bound"] = true, ["Memory"] = true, ["Reader"] = true };

    [Fact]
    public void First_run_makes_everything_new()
    {
        var first = Generated.From(Networks, Alone, Cell, Elsewhere);

        Assert.Empty(first.Diagnostics);
        Assert.Equal(HangsOnTheCell.Keys, first.Models.Select(m => m.HintName).Order(StringComparer.Ordinal));
        Assert.All(first.Reasons("Emit"), r => Assert.Equal(IncrementalStepRunReason.New, r));
    }

    [Theory]
    [InlineData("Other3.cs", "42", "43")]
    [InlineData("Cell.cs", "var word =", "// A word.\n        var word =")]
    [InlineData("Cell.cs", "[RecurrentNetwork]", "// Reads.\n[RecurrentNetwork]")]
    [InlineData("Other2.cs", "cell.Next(h, Tanh(cell.Affine(\"h\", hidden, x, h)));", "var z = cell.Affine(\"h\", hidden, x, h);\n        cell.Next(h, Tanh(z));")]
    public void An_edit_that_leaves_the_graphs_as_they_were_compiles_nothing(string file, string before, string after)
    {
        var second = After(file, before, after);

        Assert.All(second.Reasons("Model"), r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.Equal(HangsOnTheCell.Select(_ => IncrementalStepRunReason.Cached), second.Reasons("Emit"));
        Assert.Equal(HangsOnTheCell.Count, Outputs(second).Count(r => r == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void An_edit_of_a_scanned_cell_emits_its_networks_again_and_no_other()
    {
        var second = After("Other2.cs", "Tanh", "Sigmoid");

        Assert.Equal(HangsOnTheCell, Emitted(second));
        Assert.Contains("sigmoid", second.Model("Reader").CanonicalText, StringComparison.Ordinal);
        Assert.Equal(HangsOnTheCell.Values.Count(hangs => hangs), Outputs(second).Count(r => r == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void An_edit_of_a_network_emits_it_and_what_binds_it()
    {
        var second = After("Cell.cs", "net.Dense(\"out\", words, memory[\"y\"])", "net.Dense(\"out\", words, Relu(memory[\"y\"]))");

        Assert.Equal(["Bound", "Reader"], Emitted(second).Where(pair => pair.Value).Select(pair => pair.Key));
    }

    [Fact]
    public void Other_sizes_emit_the_class_that_binds_them()
    {
        var second = After("Cell.cs", "(4, 8)", "(4, 9)");

        Assert.Equal(["Bound"], Emitted(second).Where(pair => pair.Value).Select(pair => pair.Key));
    }

    [Fact]
    public void An_error_in_a_scanned_cell_leaves_the_network_its_surface_and_goes_as_it_came()
    {
        var sound = Programs.Of(Networks, Alone, Cell, Elsewhere);
        var first = Generated.From(sound);
        var second = first.Then(sound.Edit("Other2.cs", "hidden, x, h", "hidden, x, x"));
        var third = second.Then(sound);

        Assert.All(second.Diagnostics, d => Assert.Equal("RNN3008", d.Id));
        Assert.NotEmpty(second.Diagnostics);
        Assert.Empty(second.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Empty(third.Diagnostics);
        Assert.Equal(first.Result.GeneratedSources.Select(s => s.HintName + "\n" + s.SourceText), third.Result.GeneratedSources.Select(s => s.HintName + "\n" + s.SourceText));
    }

    private static Generated After(string file, string before, string after)
    {
        var compilation = Programs.Of(Networks, Alone, Cell, Elsewhere);
        var second = Generated.From(compilation).Then(compilation.Edit(file, before, after));
        Assert.Empty(second.Diagnostics);
        return second;
    }

    /// <summary>Which classes were emitted anew.</summary>
    private static Dictionary<string, bool> Emitted(Generated run) => run.Models.Zip(run.Reasons("Emit"))
        .OrderBy(pair => pair.First.HintName, StringComparer.Ordinal)
        .ToDictionary(pair => pair.First.HintName, pair => pair.Second == IncrementalStepRunReason.Modified, StringComparer.Ordinal);

    private static IEnumerable<IncrementalStepRunReason> Outputs(Generated run) => run.Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Why each step of the pipeline runs after an edit. The last tests make a real change, so that the others are known to be able to fail.</summary>
public class IncrementalTests
{
    private const string Cell = """
        [RecurrentCell]
        public partial class MyCell
        {
            internal static void Define(CellBuilder cell, Size input, Size hidden)
            {
                var x = cell.Input("x", input);
                var h = cell.State("h", hidden);
                cell.Next(h, Helper.Activate(cell.Affine("h", hidden, x, h)));
                cell.Output("y", h.Next);
            }
        }

        [RecurrentCell<MyCell>(4, 8)]
        public partial class Bound;
        """;

    private const string Helper = """
        internal static class Helper
        {
            public static Node Activate(Node z) => Tanh(z);
        }
        """;

    private const string Elsewhere = "internal static class Elsewhere { public static int Answer => 42; }";

    /// <summary>The steps that a cell's compilation hangs on.</summary>
    private static readonly string[] Compiling = ["Model", "Emit"];

    [Fact]
    public void First_run_makes_everything_new()
    {
        var first = Generated.From(Cell, Helper, Elsewhere);

        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.New], first.Reasons("Read"));
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.New], first.Reasons("Emit"));
        Assert.Empty(first.Diagnostics);
    }

    [Fact]
    public void The_same_program_again_reads_to_the_same_and_compiles_nothing()
    {
        var second = After(compilation => compilation.Clone());

        Assert.All(second.Reasons("Read"), r => Assert.Equal(IncrementalStepRunReason.Unchanged, r));
        AssertNothingCompiled(second);
        AssertOutputs(second, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void An_edit_elsewhere_reads_to_the_same_and_compiles_nothing()
    {
        var second = After(compilation => compilation.Edit("Other2.cs", "42", "43"));

        Assert.All(second.Reasons("Read"), r => Assert.Equal(IncrementalStepRunReason.Unchanged, r));
        AssertNothingCompiled(second);
        AssertOutputs(second, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_file_added_compiles_nothing()
    {
        var second = After(compilation => compilation.AddSyntaxTrees(Programs.Parse("internal class Added;", "Added.cs")));

        Assert.All(second.Reasons("Read"), r => Assert.Equal(IncrementalStepRunReason.Unchanged, r));
        AssertNothingCompiled(second);
    }

    [Theory]
    [InlineData("        var h = cell.State", "        // The state.\n        var h = cell.State")]
    [InlineData("var x = cell.Input(\"x\", input);", "var token = cell.Input(\"x\", input);")]
    [InlineData("cell.Next(h, Helper.Activate(cell.Affine(\"h\", hidden, x, h)));", "var z = cell.Affine(\"h\", hidden, x, h);\n        cell.Next(h, Helper.Activate(z));")]
    public void A_comment_or_a_local_variable_compiles_nothing(string before, string after)
    {
        var second = After(compilation =>
        {
            var edited = compilation.Edit("Cell.cs", before, after);
            return before.Contains("var x", StringComparison.Ordinal) ? edited.Edit("Cell.cs", "hidden, x, h", "hidden, token, h") : edited;
        });

        Assert.All(second.Reasons("Read"), r => Assert.True(r is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Modified));
        AssertNothingCompiled(second);
        AssertOutputs(second, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_line_above_moves_the_class_and_compiles_nothing()
    {
        var second = After(compilation => compilation.Edit("Cell.cs", "[RecurrentCell]", "// A cell.\n[RecurrentCell]"));

        Assert.Contains(IncrementalStepRunReason.Modified, second.Reasons("Read"));
        AssertNothingCompiled(second);
        AssertOutputs(second, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_changed_helper_in_another_file_compiles_what_calls_it()
    {
        var second = After(compilation => compilation.Edit("Other1.cs", "Tanh", "Sigmoid"));

        foreach (var step in new[] { "Read", "Model", "Emit" })
        {
            Assert.All(second.Reasons(step), r => Assert.Equal(IncrementalStepRunReason.Modified, r));
        }

        Assert.Contains("sigmoid", second.Model("MyCell").CanonicalText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_one_cell_compiles_that_cell_only()
    {
        var second = After(compilation => compilation.Edit("Cell.cs", "<MyCell>(4, 8)", "<MyCell>(4, 9)"));

        foreach (var step in Compiling)
        {
            Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], second.Reasons(step).Order().Reverse().OrderBy(r => r == IncrementalStepRunReason.Modified));
        }
    }

    [Fact]
    public void A_class_added_before_another_emits_the_other_as_it_was()
    {
        var first = Generated.From(Helper, Cell);
        var second = first.Then(Programs.Of("[RecurrentCell<MyCell>(2, 3)] public partial class Added;\n" + Helper, Cell));
        var third = second.Then(Programs.Of(Helper, Cell));

        Assert.Equal(["Added", "MyCell", "Bound"], second.Models.Select(m => m.HintName));
        Assert.Equal(Texts(first), Texts(second).Where(t => !t.StartsWith("Added", StringComparison.Ordinal)));
        Assert.Equal(Texts(first), Texts(third));
    }

    [Fact]
    public void A_real_change_compiles_the_cell_and_what_binds_it()
    {
        var second = After(compilation => compilation.Edit("Cell.cs", "cell.Output(\"y\", h.Next);", "cell.Output(\"y\", h.Next);\n        cell.Tap(\"before\", h);"));

        foreach (var step in Compiling)
        {
            Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified], second.Reasons(step));
        }
    }

    [Fact]
    public void An_error_that_comes_and_goes_changes_the_findings_and_back()
    {
        var sound = Programs.Of(Cell, Helper, Elsewhere);
        var faulty = sound.Edit("Cell.cs", "hidden, x, h", "hidden, x, x");

        var first = Generated.From(sound);
        var second = first.Then(faulty);
        var third = second.Then(sound);

        Assert.Empty(first.Diagnostics);
        Assert.Equal("RNN3008", Assert.Single(second.Diagnostics).Id);
        Assert.Empty(third.Diagnostics);
        Assert.Equal(Texts(first), Texts(third));
    }

    private static Generated After(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var compilation = Programs.Of(Cell, Helper, Elsewhere);
        var second = Generated.From(compilation).Then(edit(compilation));
        Assert.Empty(second.Diagnostics);
        return second;
    }

    private static void AssertNothingCompiled(Generated run)
    {
        Assert.All(run.Reasons("Model"), r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.All(run.Reasons("Emit"), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    /// <summary>The emitted sources, and not the diagnostics, whose step sees every compilation.</summary>
    private static void AssertOutputs(Generated run, IncrementalStepRunReason reason)
    {
        var reasons = run.Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason).ToList();
        Assert.Equal(2, reasons.Count(r => r == reason));
    }

    private static IEnumerable<string> Texts(Generated run) => run.Result.GeneratedSources.Select(s => s.HintName + "\n" + s.SourceText);
}

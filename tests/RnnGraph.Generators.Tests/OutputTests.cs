using System.Text;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>What is emitted: the same bytes every time, named after the class's full name, and compiling with the program.</summary>
public class OutputTests
{
    [Fact]
    public void The_program_compiles_with_what_is_generated()
    {
        var output = Sources.All.Value.Output;

        Assert.Empty(output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void The_same_program_gives_the_same_bytes_whatever_the_order_and_place_of_its_files()
    {
        var files = Sources.Files.Select(f => (Name: f, Text: Sources.Read(f))).ToList();
        var here = Generated.From(Programs.Of(files.Select(f => Programs.Parse(f.Text, "/here/" + f.Name))));
        var there = Generated.From(Programs.Of(files.AsEnumerable().Reverse().Select(f => Programs.Parse(f.Text, "C:\\there\\" + f.Name))));

        Assert.Equal(Emitted(here), Emitted(there));
    }

    [Fact]
    public void Emitted_files_end_their_lines_with_LF_and_name_no_path()
    {
        Assert.All(Sources.All.Value.Result.GeneratedSources, s =>
        {
            var text = s.SourceText.ToString();
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
            Assert.Equal(Encoding.UTF8, s.SourceText.Encoding);
        });
    }

    [Fact]
    public void Files_are_called_after_the_full_name_of_the_class()
    {
        var names = Sources.All.Value.Result.GeneratedSources.Select(s => s.HintName).ToList();

        Assert.Contains("Definitions.PeepholeLstm.g.cs", names);
        Assert.Contains("Definitions.PeepholeLstm.Graph.g.cs", names);
        Assert.Contains("Definitions.Container+Inner+Cell.g.cs", names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Classes_that_differ_in_case_in_namespace_or_in_odd_letters_all_get_files()
    {
        var generated = Generated.From(
            string.Concat(new[] { ("A", "Lstm"), ("A", "LSTM"), ("B", "Lstm"), ("B.A", "Lstm"), ("C", "@class"), ("C", "Größe"), ("C", "a\u0301") }.Select(p => Cell(p.Item1, p.Item2))));

        Assert.Empty(generated.Diagnostics);
        Assert.Equal(7, generated.Models.Count());
        Assert.Null(generated.Result.Exception);
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_class_in_no_namespace_and_one_in_partial_containers_of_every_kind_compile()
    {
        var inner = Cell("", "MyCell");
        var generated = Generated.From(inner + $$"""
            public partial class A { public partial struct B { public partial record C { public partial record struct D { public partial interface E {
                {{inner}}
            } } } } }
            """);

        Assert.Empty(generated.Diagnostics);
        Assert.Equal(["A+B+C+D+E+MyCell", "MyCell"], generated.Models.Select(m => m.HintName).Order(StringComparer.Ordinal));
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void Sizes_may_be_called_like_members_of_the_base_class()
    {
        var generated = Generated.From(Harness.Cells.With("", parameters: "Size Name, Size Parameters")
            .Replace("input)", "Name)", StringComparison.Ordinal).Replace("hidden", "Parameters", StringComparison.Ordinal));

        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Error));
    }

    private static string Cell(string space, string name)
    {
        var cell = $$"""
            [RecurrentCell]
            public partial class {{name}}
            {
                static void Define(CellBuilder cell, Size input, Size hidden)
                {
                    var (x, h) = (cell.Input("x", input), cell.State("h", hidden));
                    cell.Next(h, Tanh(cell.Affine("h", hidden, x, h)));
                    cell.Output("y", h.Next);
                }
            }

            """;
        return space.Length == 0 ? cell : $"namespace {space} {{ {cell} }}\n";
    }

    private static IEnumerable<string> Emitted(Generated run) =>
        run.Result.GeneratedSources.Select(s => s.HintName + "\n" + s.SourceText).Order(StringComparer.Ordinal);
}

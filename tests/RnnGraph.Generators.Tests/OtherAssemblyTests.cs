using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Definitions in a referenced assembly: their source can't be read, so the text that was generated there is bound.</summary>
public class OtherAssemblyTests
{
    private const string Binding = """
        [RecurrentCell<MyCell>(4, 8)] public partial class Small;
        [RecurrentCell<MyCell>(Precision = Precision.Double)] public partial class Wide;
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cell_of_a_library_is_bound_from_its_text(bool asProject)
    {
        var library = Library(Cells.With(""));
        var program = Program(Binding, asProject ? library.ToMetadataReference() : Image(library));

        var generated = Generated.From(program);

        Assert.Empty(generated.Diagnostics);
        Assert.Equal(Generated.From(Cells.With("")).Model("MyCell").CanonicalText, generated.Model("Small").CanonicalText);
        Assert.Equal([new("input", 4), new("hidden", 8)], generated.Model("Small").Target.Bindings);
        Assert.True(generated.Model("Wide").Target.IsDouble);
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData("public class MyCell;", "RNN1012")]
    [InlineData("[CellGraph(\"no graph at all\")] public class MyCell;", "RNN1014")]
    [InlineData("public class MyCell { public static void Define(CellBuilder cell, Size input, Size hidden, int layers) { } }", "RNN1012")]
    public void A_class_of_a_library_without_a_readable_graph_is_told_so(string library, string id)
    {
        var generated = Generated.From(Program("[RecurrentCell<MyCell>(4, 8)] public partial class Small;", Image(Library(library))));

        var diagnostic = Assert.Single(generated.Diagnostics);
        Assert.Equal((id, "RecurrentCell<MyCell>(4, 8)"), (diagnostic.Id, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)));
    }

    [Theory]
    [InlineData("(4)", "RNN1007")]
    [InlineData("(4, 0)", "RNN1008")]
    [InlineData("(Structure = new object[] { 1 })", "RNN1010")]
    public void What_does_not_fit_a_definition_of_a_library_is_told_as_for_one_here(string arguments, string id)
    {
        var program = Program($"[RecurrentCell<MyCell>{arguments}] public partial class Small;", Image(Library(Cells.With(""))));

        Assert.Equal(id, Assert.Single(Generated.From(program).Diagnostics).Id);
    }

    [Fact]
    public void A_requirement_of_a_definition_of_a_library_is_checked()
    {
        var program = Program("[RecurrentCell<MyCell>(4, 8)] public partial class Small;", Image(Library(Cells.With("cell.RequireEqual(input, hidden);"))));

        Assert.Equal("RNN3006", Assert.Single(Generated.From(program).Diagnostics).Id);
    }

    [Fact]
    public void A_helper_without_source_is_refused_where_it_is_called()
    {
        var library = Library("public static class Helper { public static Node Twice(Node x) => x + x; }");
        var program = Program(Cells.With("cell.Tap(\"t\", Helper.Twice(h)); // RNN2002: Helper.Twice(h)"), library.ToMetadataReference());

        Assert.Equal(["RNN2002 at 8: Helper.Twice(h)"], Marked.Actual(Generated.From(program).Diagnostics));
    }

    [Fact]
    public void A_definition_of_a_library_is_refused_as_a_part_where_it_is_called()
    {
        var library = Library(Cells.With("").Replace("MyCell", "Lower", StringComparison.Ordinal).Replace("internal static", "public static", StringComparison.Ordinal));
        var program = Program(Cells.With("cell.Scope(\"lower\", c => Lower.Define(c, input, hidden), x);"), Image(library));

        var diagnostics = Generated.From(program).Diagnostics;

        Assert.Equal(["RNN2012 at 8: Lower.Define(c, input, hidden)"], Marked.Actual(diagnostics));
    }

    [Fact]
    public void A_language_that_the_generator_does_not_know_is_told_so()
    {
        var sources = Directory.GetFiles(Repository.PathTo("src", "RnnGraph.Language"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        var newer = Programs.Of(
            sources.Select(f => Programs.Parse(File.ReadAllText(f), f)).Append(Programs.Parse("namespace RnnGraph { public static class Novel { public static Node Swish(Node x) => x; } }")),
            "RnnGraph.Language");
        var program = Programs.Of([Programs.Parse(Cells.With("cell.Tap(\"t\", Novel.Swish(h));"))], "Program", newer.ToMetadataReference());
        program = program.RemoveReferences(program.References.Where(r => Path.GetFileName(r.Display) is "RnnGraph.Language.dll" or "RnnGraph.dll"));

        Assert.Equal("RNN2010", Assert.Single(Generated.From(program).Diagnostics).Id);
    }

    private static CSharpCompilation Library(string source)
    {
        var library = Programs.Of([Programs.Parse(source, "Library.cs")], "Library");
        return (CSharpCompilation)Generated.From(library).Output;
    }

    private static PortableExecutableReference Image(CSharpCompilation library)
    {
        using var image = new MemoryStream();
        Assert.Empty(library.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static CSharpCompilation Program(string source, MetadataReference library) => Programs.Of([Programs.Parse(source)], "Program", library);
}

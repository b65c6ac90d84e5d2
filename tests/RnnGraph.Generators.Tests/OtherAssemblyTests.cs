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

    private const string Lower = """
        public enum Kind { Even, Odd }

        [RecurrentCell(Structure = new object[] { 2 })]
        public partial class Lower
        {
            public static void Define(CellBuilder cell, Size input, Size hidden, int turns, Kind kind = Kind.Even, bool sharp = false)
            {
                var x = cell.Input("x", input);
                var s = cell.State("s", hidden);
                var next = Tanh(cell.Affine("n", hidden, x, s));
                for (var i = 0; i < turns; i++)
                {
                    next = (kind == Kind.Even ? next * 0.5f : next).As($"turn{i}") + s;
                }

                cell.Next(s, sharp ? next * next : next);
                cell.Output("y", Sigmoid(next));
                cell.Tap("inner", next);
            }
        }
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_definition_of_a_library_is_a_part_as_if_its_source_were_here(bool asProject)
    {
        var library = Library(Lower);
        var caller = Cells.With("""
            var lower = cell.Scope("lower", c => Lower.Define(c, input, 2 * hidden, 2), x);
            var upper = cell.Scope("upper", c => Lower.Define(c, 2 * hidden, hidden, 2, sharp: false), lower.Output);
            cell.Tap("seen", Tanh(upper.Output) * upper.State("s"));
            """);

        var generated = Generated.From(Program(caller, asProject ? library.ToMetadataReference() : Image(library)));

        Assert.Empty(generated.Diagnostics);
        Assert.Equal(Generated.From(caller, Lower).Model("MyCell").CanonicalText, generated.Model("MyCell").CanonicalText);
        Assert.Empty(generated.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData("Lower.Define(c, input, hidden, 2, sharp: true)", "RNN2012", "Lower.Define(c, input, hidden, 2, sharp: true)")]
    [InlineData("Lower.Define(c, input, hidden, 2, kind: Kind.Odd)", "RNN2012", "Lower.Define(c, input, hidden, 2, kind: Kind.Odd)")]
    [InlineData("Bare.Define(c, input)", "RNN2012", "Bare.Define(c, input)")]
    [InlineData("Garbled.Define(c, input)", "RNN1014", "Garbled.Define(c, input)")]
    [InlineData("Lower.Define(c, hidden, hidden, 2)", "RNN3011", "cell.Scope(\"lower\", c => Lower.Define(c, hidden, hidden, 2), x)")]
    [InlineData("Lower.Define(c, input, hidden / 0, 2)", "RNN3002", "hidden / 0")]
    [InlineData("{ Lower.Define(c, input, hidden, 2); Lower.Define(c, input, hidden, 2); }", "RNN3011", "cell.Scope(\"lower\", c => { Lower.Define(c, input, hidden, 2); Lower.Define(c, input, hidden, 2); }, x)")]
    public void What_does_not_fit_in_a_call_of_a_library_definition_is_told_at_the_call(string call, string id, string at)
    {
        const string Others = """
            public static class Bare { public static void Define(CellBuilder cell, Size input) { } }
            [RecurrentCell, CellGraph("no graph at all")] public class Garbled { public static void Define(CellBuilder cell, Size input) { } }
            """;
        var library = Programs.Of([.. Library(Lower).SyntaxTrees.Where(t => t.FilePath != "Usings.cs"), Programs.Parse(Others, "Others.cs")], "Library");

        var diagnostics = Generated.From(Program(Cells.With($"var lower = cell.Scope(\"lower\", c => {call}, x); cell.Tap(\"t\", lower.Output);"), Image(library))).Diagnostics;

        Assert.Equal([$"{id} at 8: {at}"], Marked.Actual(diagnostics));
    }

    [Fact]
    public void What_a_library_definition_leaves_unused_is_told_once_at_its_call()
    {
        var library = Library(Cells.With("cell.Output(\"z\", cell.Affine(\"z\", hidden, x));").Replace("internal static", "public static", StringComparison.Ordinal)
            .Replace("MyCell", "MyLower", StringComparison.Ordinal));
        var program = Program(Cells.With("cell.Tap(\"t\", cell.Scope(\"p\", c => MyLower.Define(c, input, hidden), x)[\"y\"]);"), Image(library));

        var diagnostic = Assert.Single(Generated.From(program).Diagnostics);

        Assert.Equal(["RNN4007 at 8: MyLower.Define(c, input, hidden)"], Marked.Actual([diagnostic]));
        Assert.Contains("'p.z.W', 'p.z.b'", diagnostic.GetMessage(null), StringComparison.Ordinal);
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

    private static CSharpCompilation Library(string source) => Programs.Library(source);

    private static PortableExecutableReference Image(CSharpCompilation library) => MetadataReference.CreateFromImage(Programs.Image(library));

    private static CSharpCompilation Program(string source, MetadataReference library) => Programs.Of([Programs.Parse(source)], "Program", library);
}

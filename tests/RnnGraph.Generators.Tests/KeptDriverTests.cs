using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>
/// A definition hangs on much that stands elsewhere: what it calls, and all that decides what a name in it means. After each kind of change of that, a driver that was kept must give
/// exactly what a fresh one gives, and here each change shows in what is generated or reported, so that a reading remembered too long fails.
/// </summary>
public class KeptDriverTests
{
    private const string Definition = """
        namespace Models;

        [RecurrentCell(Structure = new object[] { (Mode)1 })]
        public partial class MyCell
        {
            internal static void Define(CellBuilder cell, Size input, Size hidden, Mode mode)
            {
                var x = cell.Input("x", input);
                var h = cell.State("h", hidden);
                var z = Helper.Activate(cell.Affine("h", hidden, x, h)) * Numbers.Factor + Numbers.Table[1];
                z = Own(z).Twice() * Chosen.Number + new Slope().Value;
                var inner = cell.State("inner", hidden);
                Inner.Update(cell, inner, hidden);
        #if FAST
                z = z * 5f;
        #endif
                cell.Next(h, z);
                cell.Output($"y_{mode}", h.Next);
                var large = 2147483600;
                cell.Tap("large", h * (large + Numbers.Steps));
            }
        }
        """;

    /// <summary>Beside the cell: each a file that the definition needs and that some edit changes.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["Part.cs"] = "namespace Models; public partial class MyCell { private static Node Own(Node z) => z + 1f; }",
        ["Helper.cs"] = "internal static partial class Helper { public static Node Activate(Node z, float slope = 2f) => Tanh(z) * slope; }",
        ["Numbers.cs"] = "internal static class Numbers { public const float Factor = 3f; public const int Steps = 100; public static readonly float[] Table = [1f, 2f]; }",
        ["Mode.cs"] = "namespace Models; public enum Mode { First, Second }",
        ["Extension.cs"] = "internal static class Extension { public static Node Twice(this Node z) => z * 2f; }",
        ["Chosen.cs"] = "namespace Left { internal static class Chosen { public const float Number = 7f; } } namespace Right { internal static class Chosen { public const float Number = 8f; } }",
        ["Global.cs"] = "global using Left;",
        ["Slope.cs"] = "internal class Steep { public virtual float Value => 4f; } internal partial class Slope : Steep;",
        ["Inner.cs"] = """
            [RecurrentCell]
            public partial class Inner
            {
                internal static void Define(CellBuilder cell, Size input, Size hidden)
                {
                    var h = cell.State("h", hidden);
                    Update(cell, h, hidden);
                    cell.Tap("tap", cell.Dense("x", hidden, cell.Input("x", input)));
                    cell.Output("y", h.Next);
                }

                internal static void Update(CellBuilder cell, Node h, Size hidden) => cell.Next(h, Tanh(h));
            }
            """,
        ["Marked.cs"] = "[Cell] public partial class Aliased { internal static void Define(CellBuilder cell, Size size) { var h = cell.State(\"h\", size); cell.Next(h, Tanh(h + cell.Input(\"x\", size))); cell.Output(\"y\", h.Next); } }",
        ["Faulty.cs"] = "[RecurrentCell] public partial class Faulty { internal static void Define(CellBuilder cell, Size size) { var h = cell.State(\"h\", size); cell.Output(\"y\", h); } }",
        ["Elsewhere.cs"] = "internal static class Elsewhere { public static int Answer() { return 42; } }",
    };

    private static readonly Dictionary<string, Func<CSharpCompilation, CSharpCompilation>> Edits = new(StringComparer.Ordinal)
    {
        ["a helper's body"] = p => p.Edit("Helper.cs", "Tanh(z)", "Sigmoid(z)"),
        ["a helper's default argument"] = p => p.Edit("Helper.cs", "slope = 2f", "slope = 3f"),
        ["a helper's name"] = p => p.Edit("Helper.cs", "Activate", "Activated"),
        ["an overload in a third file"] = p => p.Add("Third.cs", "internal static partial class Helper { public static Node Activate(Node z) => Relu(z); }"),
        ["an overload in a file that was there"] = p => p.Edit("Elsewhere.cs", "internal", "internal static partial class Helper { public static Node Activate(Node z) => Relu(z); } internal"),
        ["a type that shadows"] = p => p.Add("Third.cs", "namespace Models; internal static class Helper { public static Node Activate(Node z) => Relu(z); }"),
        ["a nested type that shadows"] = p => p.Edit("Part.cs", "private static", "private static class Numbers { public const float Factor = 9f; public const int Steps = 1; public static float[] Table => [0f, 0f]; } private static"),
        ["a namespace that shadows"] = p => p.Add("Third.cs", "namespace Models.Numbers { internal class Any; }"),
        ["a nearer extension method"] = p => p.Add("Third.cs", "namespace Models; internal static class Nearer { public static Node Twice(this Node z) => z * 4f; }"),
        ["a using changed"] = p => p.Edit("Global.cs", "Left", "Right"),
        ["a using that makes a name ambiguous"] = p => p.Add("Third.cs", "global using Right;"),
        ["an alias for all files"] = p => p.Add("Third.cs", "global using Chosen = Right.Chosen;"),
        ["an alias of the attribute"] = p => p.Add("Third.cs", "global using CellAttribute = RnnGraph.RecurrentCellAttribute;"),
        ["a constant"] = p => p.Edit("Numbers.cs", "Factor = 3f", "Factor = 4f"),
        ["an initialiser"] = p => p.Edit("Numbers.cs", "[1f, 2f]", "[1f, 3f]"),
        ["a modifier"] = p => p.Edit("Numbers.cs", "readonly ", ""),
        ["an enum's members"] = p => p.Edit("Mode.cs", "First, Second", "Second, First"),
        ["the other part's body"] = p => p.Edit("Part.cs", "z + 1f", "z + 2f"),
        ["the other part's modifier"] = p => p.Edit("Part.cs", "partial ", ""),
        ["another part with the attribute"] = p => p.Edit("Part.cs", "public partial", "[RecurrentNetwork] public partial"),
        ["an override"] = p => p.Edit("Slope.cs", "Slope : Steep;", "Slope : Steep { public override float Value => 6f; }"),
        ["a composed cell"] = p => p.Edit("Inner.cs", "=> cell.Next(h, Tanh(h))", "=> cell.Next(h, Sigmoid(h))"),
        ["a file removed"] = p => p.RemoveSyntaxTrees(p.SyntaxTrees.Single(t => t.FilePath == "Extension.cs")),
        ["a file renamed"] = p => p.ReplaceSyntaxTree(p.SyntaxTrees.Single(t => t.FilePath == "Faulty.cs"), Programs.Parse(Others["Faulty.cs"], "Renamed.cs")),
        ["a line above what is reported"] = p => p.Edit("Faulty.cs", "[RecurrentCell]", "// A cell.\n[RecurrentCell]"),
        ["a defined symbol"] = Defined,
        ["checked arithmetic"] = p => p.WithOptions(p.Options.WithOverflowChecks(true)),
        ["the assembly's name, and whose internals it sees"] = p => p.WithAssemblyName("Other").Edit("Helper.cs", "Tanh", "Sigmoid"),
        ["a reference left out"] = p => p.RemoveReferences(p.References.Single(r => r.Display!.EndsWith("RnnGraph.Language.dll", StringComparison.Ordinal))),
    };

    public static TheoryData<string> Names() => [.. Edits.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void After_an_edit_the_driver_gives_what_a_fresh_one_gives(string edit)
    {
        var program = Programs.Of(Others.Select(f => Programs.Parse(f.Value, f.Key)).Prepend(Programs.Parse(Definition)));
        var first = Generated.From(program);
        Assert.Equal(["RNN4001"], first.Diagnostics.Select(d => d.Id));

        // What is remembered has served once when the edit comes.
        var between = program.Edit("Elsewhere.cs", "42", "43");
        var second = first.Then(between);
        Assert.Equal(FreshRun.Describe(first), FreshRun.Describe(second));

        var edited = Edits[edit](between);
        var third = second.Then(edited);
        Assert.NotEqual(FreshRun.Describe(second), FreshRun.Describe(third));
        FreshRun.AssertSame(edited, third);

        var fourth = third.Then(between);
        Assert.Equal(FreshRun.Describe(second), FreshRun.Describe(fourth));
    }

    [Fact]
    public void A_library_swapped_for_another_version_is_read_again()
    {
        var cell = """
            [RecurrentCell]
            public partial class Shared
            {
                public static void Define(CellBuilder cell, Size size)
                {
                    var h = cell.State("h", size);
                    cell.Next(h, Tanh(h + cell.Input("x", size)));
                    cell.Output("y", h.Next);
                }
            }
            """;
        var program = Programs.Using(Programs.Library(cell), "[RecurrentCell<Shared>(4)] public partial class Bound;");
        var other = Programs.Using(Programs.Library(cell.Replace("Tanh", "Sigmoid", StringComparison.Ordinal)), "");
        var swapped = program.WithReferences(other.References);

        var first = Generated.From(program);
        var second = first.Then(swapped);

        Assert.Contains("sigmoid", second.Model("Bound").CanonicalText, StringComparison.Ordinal);
        FreshRun.AssertSame(swapped, second);
    }

    [Fact]
    public void A_project_of_the_same_solution_that_changes_is_read_again()
    {
        CSharpCompilation Library(string value) => Programs.Of([Programs.Parse($"public static class Constants {{ public const float Value = {value}; }}", "Constants.cs")], "Library");
        CSharpCompilation Using(CSharpCompilation library) => library is null ? null! : Programs.Of([Programs.Parse(Cells.With("cell.Tap(\"tap\", h * Constants.Value);"))], "Program", library.ToMetadataReference());

        var one = Library("2f");
        var program = Using(one);
        var first = Generated.From(program);
        var same = program.ReplaceReference(program.References.Last(), one.ToMetadataReference());
        var other = program.ReplaceReference(program.References.Last(), Library("3f").ToMetadataReference());

        FreshRun.AssertSame(same, first.Then(same));
        var last = first.Then(other);
        Assert.NotEqual(FreshRun.Describe(first), FreshRun.Describe(last));
        FreshRun.AssertSame(other, last);
    }

    [Fact]
    public void A_top_level_variable_with_the_name_of_a_type_is_noticed()
    {
        var program = Programs.Of([Programs.Parse(Cells.With("cell.Tap(\"tap\", Helper.Activate(h));")), Programs.Parse(Others["Helper.cs"], "Helper.cs"), Programs.Parse("var count = 1; Console.WriteLine(count);", "Program.cs")]);
        program = program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication));
        var edited = program.Edit("Program.cs", "var count = 1;", "const float Helper = 1, count = 2;");

        FreshRun.AssertSame(edited, Generated.From(program).Then(edited));
    }

    private static CSharpCompilation Defined(CSharpCompilation program)
    {
        foreach (var tree in program.SyntaxTrees)
        {
            program = program.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.GetText(), ((CSharpParseOptions)tree.Options).WithPreprocessorSymbols("FAST"), tree.FilePath));
        }

        return program;
    }
}

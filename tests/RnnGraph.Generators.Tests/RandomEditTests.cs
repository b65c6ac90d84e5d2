using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Generators.Tests.Harness;
using Xunit.Abstractions;

namespace RnnGraph.Generators.Tests;

/// <summary>Random series of edits: files come, go, change places and take one of several texts, good and bad. After each, a driver that was kept gives exactly what a fresh one gives.</summary>
public class RandomEditTests
{
    private const int Edits = 30;

    /// <summary>The texts that each file may have; "" stands for no file.</summary>
    private static readonly (string Path, string[] Texts)[] Files =
    [
        ("A.cs", [CellOf("A", "Gates.Open(cell, x, h)"), CellOf("A", "Gates.Open(cell, h, x)"), CellOf("A", "Twice(Gates.Open(cell, x, h))", "static Node Twice(Node z) => z * 2f;"), CellOf("A", "x + cell.Dense(")]),
        ("B.cs", [CellOf("B", "Gates.Shut(h) + Numbers.All[0]"), CellOf("B", "Gates.Shut(h).Scaled()"), "// Later.\n" + CellOf("B", "Gates.Shut(h).Scaled()"), ""]),
        ("C.cs", ["[RecurrentCell<A>(2, 3)] public partial class C;", "[RecurrentCell<B>(2, 3)] public partial class C;", "[RecurrentCell<A>(2)] public partial class C;", "[RecurrentCell<A>(2, 3)] public class C;", ""]),
        ("D.cs", ["namespace Inner; " + CellOf("D", "Gates.Shut(h)"), "namespace Inner { using static Gates; " + CellOf("D", "Shut(h)") + "}", "namespace Inner; " + CellOf("D", "Gates.Shut(h)") + CellOf("E", "h")]),
        ("Gates.cs", [GatesOf("Tanh(z)"), GatesOf("Sigmoid(z)"), GatesOf("Tanh(z * Numbers.Factor)"), GatesOf("Missing(z)")]),
        ("Overload.cs", ["", "static partial class Gates { public static Node Shut(Node z) => Relu(z); }", "static partial class Gates { public static Node Shut(object z) => throw null!; }"]),
        ("Shadow.cs", ["", "namespace Inner; static class Gates { public static Node Shut(Node z) => z; }", "namespace Inner { using Outer = System.Int32; }"]),
        ("Numbers.cs", ["static class Numbers { public const float Factor = 2f; public static readonly float[] All = [1f]; }", "static class Numbers { public const float Factor = 3f; public static readonly float[] All = [2f]; }", "static class Numbers { public const float Factor = 2f; public static float[] All => new[] { Factor }; }"]),
        ("Extensions.cs", ["static class Extensions { public static Node Scaled(this Node z) => z * Numbers.Factor; }", "namespace Far { static class Extensions { public static Node Scaled(this Node z) => z * Numbers.Factor; } }", ""]),
        ("Global.cs", ["", "global using Far;", "global using Gates = Other.Gates; namespace Other { static class Gates { public static Node Shut(Node z) => z; public static Node Open(CellBuilder c, Node x, Node h) => h; } }"]),
        ("Elsewhere.cs", ["class Elsewhere { int M() { return 1; } }", "class Elsewhere { int M() { return 2; } }", "class Elsewhere { int N() { return 2; } }", "class Elsewhere { int M() { return 1;"]),
    ];

    private readonly ITestOutputHelper _output;

    public RandomEditTests(ITestOutputHelper output) => _output = output;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_each_of_many_edits_the_driver_gives_what_a_fresh_one_gives(int seed)
    {
        var random = new Random(seed);
        var program = Programs.Of(Files.Where(f => f.Texts[0].Length > 0).Select(f => Programs.Parse(f.Texts[0], f.Path)));
        var run = Generated.From(program);
        Assert.Empty(run.Diagnostics);

        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Edits; i++)
        {
            program = Edited(program, random);
            run = run.Then(program);
            given.Add(string.Join("\n", FreshRun.Describe(run)));
            FreshRun.AssertSame(program, run);
        }

        _output.WriteLine($"{given.Count} different outcomes of {Edits} edits");
        Assert.True(given.Count > Edits / 3, "Hardly any edit changed anything, so the comparison says little.");
    }

    private static CSharpCompilation Edited(CSharpCompilation program, Random random)
    {
        if (random.Next(8) == 0)
        {
            var order = program.SyntaxTrees.ToArray();
            random.Shuffle(order);
            return program.RemoveAllSyntaxTrees().AddSyntaxTrees(order);
        }

        var (path, texts) = Files[random.Next(Files.Length)];
        var text = texts[random.Next(texts.Length)];
        var present = program.SyntaxTrees.SingleOrDefault(t => t.FilePath == path);
        return (present, text.Length > 0) switch
        {
            (null, false) => program,
            (null, true) => program.AddSyntaxTrees(Programs.Parse(text, path)),
            (_, false) => program.RemoveSyntaxTrees(present),
            (_, true) => program.ReplaceSyntaxTree(present, Programs.Parse(text, path)),
        };
    }

    private static string CellOf(string name, string next, string member = "") => $$"""
        [RecurrentCell]
        public partial class {{name}}
        {
            internal static void Define(CellBuilder cell, Size input, Size hidden)
            {
                var h = cell.State("h", hidden);
                var x = cell.Dense("x", hidden, cell.Input("x", input));
                cell.Next(h, {{next}} + x);
                cell.Output("y", h.Next);
            }
            {{member}}
        }
        """;

    private static string GatesOf(string body) => $$"""
        static partial class Gates
        {
            public static Node Open(CellBuilder cell, Node x, Node h) => Shut(x) * h;

            public static Node Shut(Node z, float unused = 0f) { return {{body}}; }
        }
        """;
}

using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Which diagnostics come together, where they stand, and how they are silenced.</summary>
public class FindingTests
{
    [Theory]
    [InlineData("""
        var sum = x + h; // RNN3001: x + h
        var tanh = Tanh(sum);
        var product = cell.Dense("p", hidden, "q", tanh * 2f) * h;
        cell.Tap("sum", product);
        cell.Tap("bad name", h); // RNN3009: cell.Tap("bad name", h)
        """)]
    [InlineData("""
        var c = cell.State("c", hidden);
        cell.Next(c, x * c); // RNN3001: x * c
        var o = c.Next * 2f;
        cell.Tap("o", o);
        cell.Tap("h", cell.Input("z", 0)); // RNN3003: cell.Input("z", 0)
        """)]
    [InlineData("""
        Node[] all = [x, x + h, h]; // RNN3001: x + h
        foreach (var one in all) cell.Tap("t", one);
        var (a, b) = (cell.State("a", hidden), x + h); // RNN3001: x + h
        cell.Next(a, a * b);
        var e = cell.State("h", hidden); // RNN3008: cell.State("h", hidden)
        """)]
    [InlineData("""
        var list = new List<Node> { h };
        list.Add(x + h); // RNN3001: x + h
        var last = list[1] * list[0];
        var map = new Dictionary<string, Node> { ["a"] = h, ["b"] = x * h }; // RNN3001: x * h
        cell.Tap("m", map["b"]);
        Func<Node, Node> broken = v => v + x; // RNN3001: v + x
        cell.Tap("f", broken(h));
        cell.Tap("s", new[] { h }.Select(v => v - x).First()); // RNN3001: v - x
        """)]
    [InlineData("""
        var wide = (x + h) is null; // RNN3001: x + h
        var z = h;
        if (wide) { z = Tanh(z); cell.Next(h, x); }
        cell.Tap("z", z);
        for (var i = 0; wide; i++) { z = z * 2f; }
        switch (wide) { case true: z = x; break; }
        var chosen = wide ? x : h;
        cell.Tap("c", chosen);
        """)]
    [InlineData("""
        var spec = new { Gate = x / h, Other = h }; // RNN3001: x / h
        cell.Tap("g", spec.Gate);
        cell.Tap("other", spec.Other);
        goto end; // RNN2001: goto end;
        """)]
    [InlineData("""
        int n = int.Parse("x"); // RNN2008: int.Parse("x")
        var name = $"t{n}";
        cell.Tap(name, h);
        var text = "abc"[5]; // RNN2008: "abc"[5]
        var zero = 1 / (text.ToString().Length - n);
        var none = new int[2].First(v => v > 0); // RNN2008: new int[2].First(v => v > 0)
        """)]
    public void Independent_errors_come_together_and_what_follows_from_them_is_silent(string lines)
    {
        var source = Cells.With(lines);

        Assert.Equal(Marked.Expected(source), Marked.Actual(Generated.From(source).Diagnostics));
    }

    [Theory]
    [InlineData("int[] ns = [1]; ns[1] = 2; // RNN2008: ns[1]")]
    [InlineData("string? s = null; cell.Tap(s!.Trim(), h); // RNN2008: s!.Trim()")]
    [InlineData("object o = 1; var t = (string)o; // RNN2008: (string)o")]
    [InlineData("var k = 3; var d = 7 / (k - 3); // RNN2008: 7 / (k - 3)")]
    [InlineData("var k = int.MaxValue; var d = checked(k + 1); // RNN2008: k + 1")]
    [InlineData("var d = 1e20; var k = (int)d; // RNN2008: (int)d")]
    [InlineData("var m = new Dictionary<string, int>()[\"a\"]; // RNN2008: new Dictionary<string, int>()[\"a\"]")]
    [InlineData("throw new InvalidOperationException(\"No such gate.\"); // RNN2008: throw new InvalidOperationException(\"No such gate.\");")]
    [InlineData("var big = new int[2000000]; // RNN2008: new int[2000000]")]
    [InlineData("var text = \"x\".PadLeft(2000000); // RNN2008: \"x\".PadLeft(2000000)")]
    [InlineData("var k = 2 switch { 1 => 1 }; // RNN2008: 2 switch { 1 => 1 }")]
    [InlineData("cell.Tap($\"{hidden}\", h); // RNN2008: $\"{hidden}\"")]
    [InlineData("cell.Tap(Environment.MachineName, h); // RNN2002: Environment.MachineName")]
    [InlineData("cell.Tap(\"t\" + new Random(1).Next(), h); // RNN2002: new Random(1)")]
    [InlineData("cell.Tap(\"t\" + \"a\".GetHashCode(), h); // RNN2002: \"a\".GetHashCode()")]
    [InlineData("cell.Tap(\"t\", h * (float)Math.Pow(2, 0.5)); // RNN2009: Math.Pow(2, 0.5)")]
    [InlineData("Span<int> span = stackalloc int[2]; // RNN2001: stackalloc int[2]")]
    [InlineData("lock (cell) { } // RNN2001: lock (cell) { }")]
    [InlineData("var t = typeof(int); // RNN2001: typeof(int)")]
    [InlineData("var grid = new int[2, 2]; // RNN2001: new int[2, 2]")]
    [InlineData("(int A, int B) pair = (1, 2); pair.A = 3; // RNN2001: pair.A")]
    [InlineData("ref var alias = ref x; // RNN2001: alias = ref x")]
    [InlineData("cell.Output(\"z\", Parameters); // RNN2005: cell.Output(\"z\", Parameters)")]
    [InlineData("var made = MyCell.Create([1, 2]); // RNN2005: MyCell.Create([1, 2])")]
    [InlineData("var made = new MyCell(); // RNN2005: new MyCell()")]
    [InlineData("if (hidden.Equals(input)) { } // RNN2011: hidden.Equals(input)")]
    [InlineData("if (hidden != 3) { } // RNN2011: hidden != 3")]
    [InlineData("if (hidden > input) { } // RNN2011: hidden > input")]
    [InlineData("var k = h > 0 ? 1f : 0f; // RNN2007: h > 0")]
    [InlineData("var c = cell.State(\"c\", hidden); cell.Next(c, Tahn(h)); cell.Tap(\"t\", c.Next); // RNN2007: Tahn(h)")]
    public void One_error_stands_at_its_expression(string line) => AssertAt(Cells.With("        " + line));

    [Theory]
    [InlineData("_count++; // RNN2006: _count", "static int _count;")]
    [InlineData("cell.Tap(Names[0], h); Names[0] = \"b\"; // RNN2006: Names[0]", "static readonly string[] Names = [\"a\"];")]
    [InlineData("Names.Add(\"b\"); // RNN2006: Names.Add(\"b\")", "static readonly List<string> Names = [];")]
    [InlineData("cell.Tap(Name, h); // RNN2006: Name", "static string Name { get; set; } = \"a\";")]
    [InlineData("cell.Tap(Name, h); // RNN2006: Name", "static readonly string Name; static MyCell() { Name = \"a\"; }")]
    [InlineData("Twice(ref x); // RNN2001: ref x", "static void Twice(ref Node x) { }")]
    [InlineData("foreach (var n in Names()) cell.Tap(n, h);", "static IEnumerable<string> Names()\n{ yield return \"a\"; } // RNN2001: { yield return \"a\"; }")]
    [InlineData("cell.Tap(Deep(1), h);", "static string Deep(int n) => Deep(n + 1); // RNN2004: Deep")]
    [InlineData("while (More()) cell.Tap(\"t\", h);", "static bool More()\n{\nfor (;;) // RNN2003: for (;;)\n{ } }")]
    [InlineData("var xs = Endless().ToList();", "static IEnumerable<int> Endless() => Enumerable.Range(0, 1000).SelectMany(i => Enumerable.Range(0, 1000)); // RNN2003: ~")]
    public void One_error_in_a_member_stands_at_its_expression(string line, string members)
    {
        var source = Cells.With("        " + line, members);
        if (source.Contains('~'))
        {
            Assert.Equal("RNN2003", Assert.Single(Generated.From(source).Diagnostics).Id);
        }
        else
        {
            AssertAt(source);
        }
    }

    [Fact]
    public void An_error_in_a_helper_of_another_file_stands_there()
    {
        var generated = Generated.From(
            Cells.With("cell.Tap(\"t\", Helper.Sum(x, h)); cell.Tap(\"u\", Helper.Sum(x, h));"),
            "internal static class Helper { public static Node Sum(Node a, Node b) => a + b; }");

        var diagnostic = Assert.Single(generated.Diagnostics);
        Assert.Equal("Other1.cs", diagnostic.Location.SourceTree!.FilePath);
        Assert.Equal(["RNN3001 at 1: a + b"], Marked.Actual([diagnostic]));
    }

    [Fact]
    public void What_shows_at_the_end_stands_at_the_call_that_made_the_node_even_in_a_helper()
    {
        AssertAt(Cells.With(
            "        Node made = Memory(cell, hidden);\n        var (a, b) = (cell.State(\"a\", hidden), 1); // RNN4001: cell.State(\"a\", hidden)",
            "static Node Memory(CellBuilder cell, Size size)\n    {\n        return cell.State(\"memory\", size); // RNN4001: cell.State(\"memory\", size)\n    }"));
    }

    [Fact]
    public void Pragma_and_editorconfig_silence_a_diagnostic()
    {
        var silenced = Cells.With("#pragma warning disable RNN4007\nvar gate = cell.Affine(\"g\", hidden, x, h);\n#pragma warning restore RNN4007");

        var generated = Generated.From(silenced);

        Assert.All(generated.Diagnostics, d => Assert.True(d.IsSuppressed));
        Assert.DoesNotContain(generated.Output.GetDiagnostics(), d => d.Id.StartsWith("RNN", StringComparison.Ordinal));
        Assert.Equal("RNN4007", Assert.Single(Generated.From(silenced.Replace("#pragma", "// pragma", StringComparison.Ordinal)).Diagnostics).Id);
    }

    private static void AssertAt(string source) => Assert.Equal(Marked.Expected(source), Marked.Actual(Generated.From(source).Diagnostics));
}

extern alias generator;

using generator::RnnGraph.Generators.Models;
using generator::RnnGraph.Generators.Remembering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>When a reading is remembered, so that an edit costs no binding, and when a class is read anew.</summary>
public class ReadingMemoryTests
{
    private const string Helper = "internal static class Helper { public static Node Activate(Node z) => Tanh(z); }";

    private const string Elsewhere = """
        // A file.
        internal class Elsewhere
        {
            public Elsewhere(int length) { Length = length; }

            public int Length { get; }

            public static int Count(string text)
            {
                return text.Length;
            }

            public int Twice => 2 * Length;

            public const int Most = 3;
        }
        """;

    private const string Top = "var count = 1;\nConsole.WriteLine(count);\nwhile (count > 2) { var less = count; count = less; }";

    [Theory]
    [InlineData("Other2.cs", "text.Length", "text.Length + 1")]
    [InlineData("Other2.cs", "Length = length", "Length = 2 * length")]
    [InlineData("Other2.cs", "2 * Length", "3 * Length")]
    [InlineData("Other2.cs", "// A file.", "/* A\nfile. */")]
    [InlineData("Other2.cs", "public int Twice", "\n\n    public int Twice")]
    [InlineData("Other3.cs", "WriteLine(count)", "WriteLine(count + 1)")]
    [InlineData("Other3.cs", "count = less", "count = less - 1")]
    public void An_edit_of_what_nobody_reads_is_answered_from_memory(string file, string before, string after)
    {
        var program = Program();

        Assert.True(IsRemembered(program, program.Edit(file, before, after)));
    }

    [Theory]
    [InlineData("Cell.cs", "var h =", "/* The state. */ var h =")]
    [InlineData("Other1.cs", "Tanh(z)", "Sigmoid(z)")]
    [InlineData("Other1.cs", "Tanh(z)", "Tanh (z)")]
    [InlineData("Other2.cs", "int length", "int size")]
    [InlineData("Other2.cs", "Twice", "Thrice")]
    [InlineData("Other2.cs", "Most = 3", "Most = 4")]
    [InlineData("Other2.cs", "Most = 3", "Most = 3, Least = 2")]
    [InlineData("Other2.cs", "{ get; }", "{ get; set; }")]
    [InlineData("Other2.cs", "// A file.", "using Text = System.String;")]
    [InlineData("Other2.cs", "// A file.", "#nullable disable")]
    [InlineData("Other2.cs", "        return text", "#nullable disable\n        return text")]
    [InlineData("Other2.cs", "2 * Length", "field + Length")]
    [InlineData("Other3.cs", "var count", "var counted = 2; var count")]
    [InlineData("Other3.cs", "WriteLine(count)", "WriteLine(int.TryParse(\"2\", out var parsed))")]
    public void An_edit_that_a_definition_might_notice_reads_it_anew(string file, string before, string after)
    {
        var program = Program();

        Assert.False(IsRemembered(program, program.Edit(file, before, after)));
    }

    [Fact]
    public void A_class_with_an_error_is_read_anew_each_time()
    {
        var program = Program().Edit("Cell.cs", "Helper.Activate(x)", "Helper.Activate(y)");

        Assert.NotEmpty(Read(program).Findings);
        Assert.False(IsRemembered(program, program.Clone()));
    }

    [Theory]
    [InlineData("class A { void M() { } } class B { }", "class A { } class B { void M() { } }")]
    [InlineData("class A { int M() => 1; }", "class A { int M(); }")]
    [InlineData("class A { class B { } int C; }", "class A { class B { int C; } }")]
    [InlineData("class A { string B = \"x\"; }", "class A { string B = \"y\"; }")]
    [InlineData("class A { int B => field; }", "class A { int B => C; }")]
    [InlineData("[assembly: X(1)]", "[assembly: X(2)]")]
    [InlineData("enum A { B, C }", "enum A { C, B }")]
    [InlineData("class A { A() : base(1) { } }", "class A { A() : base(2) { } }")]
    [InlineData("const int a = 1;", "const int a = 2;")]
    [InlineData("int F(int x) { return 1; }", "int F(float x) { return 1; }")]
    public void Declarations_that_differ_have_different_hashes(string one, string other) => Assert.NotEqual(Hash(one), Hash(other));

    [Theory]
    [InlineData("class A { int M() { return 1; } }", "class A\n{\n    // One.\n    int M() { return M(2); }\n}")]
    [InlineData("class A { A() { } }", "class A { A() { M(); } }")]
    [InlineData("class A { int B { get { return 1; } set { } } }", "class A { int B { get { return 2; } set { M(); } } }")]
    [InlineData("class A { public static A operator +(A a) => a; int this[int i] => 1; }", "class A { public static A operator +(A a) => null; int this[int i] => 2; }")]
    [InlineData("int F(int x) { return 1; }", "int F(int x) { return 2; }")]
    public void Bodies_and_comments_leave_the_hash_as_it_is(string one, string other) => Assert.Equal(Hash(one), Hash(other));

    private static string Hash(string text) => Declarations.HashOf(Programs.Parse(text).GetRoot());

    private static CSharpCompilation Program()
    {
        var program = Programs.Of(Cells.With("cell.Tap(\"tap\", Helper.Activate(x));"), Helper, Elsewhere, Top);
        return program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication));
    }

    /// <summary>Whether what is read of a program's only class answers for it after an edit.</summary>
    private static bool IsRemembered(CSharpCompilation program, CSharpCompilation edited)
    {
        Read(program);
        var (file, start) = Assert.Single(ProgramFacts.Of(edited).Marked);
        return file.Readings.TryGetValue(start, out var remembered) && remembered.HoldsIn(ProgramFacts.Of(edited));
    }

    private static ClassReading Read(CSharpCompilation program) => Assert.Single(ReadingMemory.Read(program, CancellationToken.None));
}

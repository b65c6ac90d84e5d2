using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGraph.Generators.Tests.Harness;

/// <summary>What a driver that has seen nothing before makes of a program: the measure of one that was kept over edits.</summary>
internal static class FreshRun
{
    /// <summary>Asserts that a run gave the sources and the diagnostics that a fresh driver gives, in their order.</summary>
    public static void AssertSame(CSharpCompilation program, Generated kept) => Assert.Equal(Describe(Generated.From(Reparsed(program))), Describe(kept));

    /// <summary>All that a run gave.</summary>
    public static IReadOnlyList<string> Describe(Generated run) =>
    [
        .. run.Result.GeneratedSources.Select(s => s.HintName + "\n" + s.SourceText),
        .. run.Diagnostics.Select(d => $"{d.Id} {d.Location.SourceTree?.FilePath} {d.Location.SourceSpan} {d.GetMessage()}"),
    ];

    /// <summary>The program with trees of its own, of which nothing can be remembered.</summary>
    private static CSharpCompilation Reparsed(CSharpCompilation program) => program
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(program.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.GetText(), (CSharpParseOptions)t.Options, t.FilePath)));
}

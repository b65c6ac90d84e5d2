extern alias generator;

using System.Diagnostics;
using generator::RnnGraph.Generators.Diagnostics;
using generator::RnnGraph.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGraph.Generators.Tests.Harness;
using Xunit.Abstractions;

namespace RnnGraph.Generators.Tests;

/// <summary>
/// A half-written file: every definition cut off after every token. At each cut
/// (a) the generator neither throws nor reports a fault of its own, and all that it reports are its rules;
/// (b) no generated file of its cells has an error;
/// (c) another file that makes an object of each cell, and hands it on as its base class, has no error, as soon as the cell's parameter list of sizes is complete;
/// (d) a run takes less than ten seconds, where an uncut one takes milliseconds: enough for a busy machine, and far from hanging.
/// The cut file itself may have whatever errors the C# compiler finds in it.
/// </summary>
public class CutDefinitionTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly ITestOutputHelper _output;

    public CutDefinitionTests(ITestOutputHelper output) => _output = output;

    public static TheoryData<string> Files() =>
    [
        .. Directory.GetFiles(Repository.PathTo("src", "RnnGraph.Cells"), "*.cs").Where(f => File.ReadAllText(f).Contains("[RecurrentCell", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)),
        "SimpleCells.cs", "Structures.cs", "Closures.cs",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_cut_definition_gives_our_diagnostics_only(string file)
    {
        var text = Read(file);
        var tree = Programs.Parse(text);
        var program = Programs.Of(Companions(file).Prepend(tree));
        var whole = Generated.From(program);
        Assert.Empty(whole.Diagnostics);
        var cells = whole.Models.Select(m => new Cell(m, tree)).Where(c => c.CompleteAt < int.MaxValue).ToList();

        var clock = Stopwatch.StartNew();
        var cuts = tree.GetRoot().DescendantTokens().Select(t => t.Span.End).Distinct().ToList();
        var run = whole;
        foreach (var cut in cuts)
        {
            var started = clock.Elapsed;
            var half = Programs.Parse(text[..cut]);
            var consumer = Programs.Parse(Consumer(cells.Where(c => c.CompleteAt <= cut)), "Consumer.cs");
            run = run.Then(program.ReplaceSyntaxTree(tree, half).AddSyntaxTrees(consumer));
            Check(run, consumer, cells, text[..cut]);
            Assert.True(clock.Elapsed - started < Bound, $"{clock.Elapsed - started} after: {Tail(text[..cut])}");
        }

        _output.WriteLine($"{file}: {cuts.Count} cuts, {clock.Elapsed.TotalMilliseconds / cuts.Count:F1} ms each");
    }

    private static void Check(Generated run, SyntaxTree consumer, IReadOnlyList<Cell> cells, string text)
    {
        Assert.True(run.Result.Exception is null, $"{run.Result.Exception}\nafter: {Tail(text)}");
        Assert.All(run.Diagnostics, d => Assert.True(d.Id != "RNN9999" && RuleTable.All.Any(r => r.Id == d.Id), $"{d}\nafter: {Tail(text)}"));
        foreach (var tree in run.Output.SyntaxTrees.Where(t => t == consumer || cells.Any(c => c.Owns(t))))
        {
            var errors = run.Output.GetSemanticModel(tree).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            Assert.True(errors.Count == 0, $"{errors.FirstOrDefault()}\nafter: {Tail(text)}");
        }
    }

    private static string Consumer(IEnumerable<Cell> cells) =>
        "internal static class Consumer {\n" + string.Concat(cells.Select((c, i) => $"static {c.BaseClass} Make{i}() => {c.Construction};\n")) + "}";

    private static string Tail(string text) => text[Math.Max(0, text.Length - 120)..];

    private static string Read(string file) => Sources.Files.Contains(file) ? Sources.Read(file) : File.ReadAllText(Repository.PathTo("src", "RnnGraph.Cells", file));

    /// <summary>The other files that a definition needs.</summary>
    private static IEnumerable<SyntaxTree> Companions(string file) =>
        Sources.Files.Contains(file) ? new[] { "Helpers.cs", "SimpleCells.cs" }.Where(f => f != file).Select(f => Programs.Parse(Sources.Read(f), f)) : [];

    /// <summary>A cell of the file, as the other file uses it.</summary>
    private sealed class Cell
    {
        private readonly string _hintName;

        public Cell(ClassModel model, SyntaxTree tree)
        {
            var graph = RnnGraph.Text.GraphText.Parse(model.CanonicalText);
            var arguments = model.Target.Bindings.Count > 0 ? [] : graph.Sizes.Select(_ => "2");
            _hintName = model.HintName;
            BaseClass = $"RnnGraph.RecurrentCell<{(model.Target.IsDouble ? "double" : "float")}>";
            Construction = $"new {model.HintName.Replace('+', '.')}({string.Join(", ", arguments)})";
            CompleteAt = Complete(tree, model.Target.ClassName, graph.Name);
        }

        public string BaseClass { get; }

        public string Construction { get; }

        /// <summary>The end of the definition's parameters, and of the class's own head if another class defines it.</summary>
        public int CompleteAt { get; }

        /// <summary>Whether a file was generated for this cell.</summary>
        public bool Owns(SyntaxTree tree) =>
            Path.GetFileName(tree.FilePath) is var name && name.StartsWith(_hintName + ".", StringComparison.Ordinal) && name.EndsWith(".g.cs", StringComparison.Ordinal);

        private static int Complete(SyntaxTree tree, string className, string definition)
        {
            var classes = tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().ToList();
            var own = classes.FirstOrDefault(c => c.Identifier.ValueText == className);
            var defining = classes.FirstOrDefault(c => c.Identifier.ValueText == definition);
            if (own is null)
            {
                return int.MaxValue;
            }

            var parameters = defining?.Members.OfType<MethodDeclarationSyntax>().First(m => m.Identifier.ValueText == "Define").ParameterList.Span.End ?? 0;
            return Math.Max(parameters, own == defining ? 0 : own.Span.End);
        }
    }
}

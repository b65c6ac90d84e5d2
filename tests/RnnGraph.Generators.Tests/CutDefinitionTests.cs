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
/// A half-written file: every definition cut off after a token. Cells of this project are cut after each of theirs. The networks, and the many files of the shipped library, which are
/// much alike, are sampled: each is cut after so many of its tokens, evenly spread, and each file after others. At each cut
/// (a) the generator neither throws nor reports a fault of its own, and all that it reports are its rules;
/// (b) no generated file of its cells has an error;
/// (c) another file that makes an object of each cell, and hands it on as its base class, has no error, as soon as the cell's parameter list of sizes is complete;
/// (d) a run takes less than ten seconds, where an uncut one takes milliseconds: enough for a busy machine, and far from hanging.
/// The cut file itself may have whatever errors the C# compiler finds in it.
/// </summary>
public class CutDefinitionTests
{
    private const int Sampled = 24;

    private static readonly string[] CutEverywhere = ["SimpleCells.cs", "Structures.cs", "Closures.cs"];

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly string Shipped = Repository.PathTo("src", "RnnGraph.Cells");

    private readonly ITestOutputHelper _output;

    public CutDefinitionTests(ITestOutputHelper output) => _output = output;

    private static readonly List<string> AllFiles =
    [
        .. ShippedFiles.Where(f => File.ReadAllText(f).Contains("[RecurrentCell", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Shipped, f)).Order(StringComparer.Ordinal),
        .. CutEverywhere, "Networks.cs",
    ];

    public static TheoryData<string> Files() => [.. AllFiles];

    private static IEnumerable<string> ShippedFiles => Directory.GetFiles(Shipped, "*.cs", SearchOption.AllDirectories)
        .Where(f => Path.GetRelativePath(Shipped, f).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

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
        var cuts = Cuts(file, tree);
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

    private static List<int> Cuts(string file, SyntaxTree tree)
    {
        var all = tree.GetRoot().DescendantTokens().Select(t => t.Span.End).Distinct().ToList();
        if (CutEverywhere.Contains(file))
        {
            return all;
        }

        var turn = AllFiles.IndexOf(file);
        return [.. Enumerable.Range(0, Sampled).Select(i => all[(int)((long)all.Count * ((i * AllFiles.Count) + turn) / (Sampled * AllFiles.Count))]).Distinct()];
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

    private static string Read(string file) => Sources.Files.Contains(file) ? Sources.Read(file) : File.ReadAllText(Path.Combine(Shipped, file));

    /// <summary>The other files that a definition needs.</summary>
    private static IEnumerable<SyntaxTree> Companions(string file) =>
        (Sources.Files.Contains(file) ? new[] { "Helpers.cs", "SimpleCells.cs", "Counting.cs" }.Where(f => f != file) : Mentioned(file)).Select(f => Programs.Parse(Read(f), f));

    /// <summary>The files of the library that hold what a file mentions, and what they mention; a file is called after its class.</summary>
    private static List<string> Mentioned(string file)
    {
        var found = new List<string> { file };
        for (var i = 0; i < found.Count; i++)
        {
            var words = Programs.Parse(Read(found[i])).GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText).ToHashSet(StringComparer.Ordinal);
            found.AddRange(ShippedFiles.Where(f => words.Contains(Path.GetFileNameWithoutExtension(f))).Select(f => Path.GetRelativePath(Shipped, f)).Except(found).Order(StringComparer.Ordinal).ToList());
        }

        return found[1..];
    }

    /// <summary>A cell of the file, as the other file uses it.</summary>
    private sealed class Cell
    {
        private readonly string _hintName;

        public Cell(ClassModel model, SyntaxTree tree)
        {
            var graph = RnnGraph.Text.GraphText.Parse(model.CanonicalText);
            var arguments = model.Target.Bindings.Count > 0 ? [] : graph.Sizes.Select(_ => "2");
            _hintName = model.HintName;
            BaseClass = $"RnnGraph.Recurrent{(model.Kind == "cell" ? "Cell" : "Network")}<{(model.Target.IsDouble ? "double" : "float")}>";
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

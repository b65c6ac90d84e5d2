extern alias generator;

using System.Globalization;
using generator::RnnGraph.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGraph.Benchmarks;

/// <summary>
/// What the generator costs: the first run over a project, which a build pays, and the run after each kind of edit, which an editor pays. One driver is kept and every edit
/// replaces one tree, as an editor does it; the time is what the driver itself counts for the generator or, of processor time, that of the driver's whole run. In the end the project's sources are
/// compared with those of a fresh driver.
/// </summary>
internal static class GeneratorBenchmark
{
    private const int FirstRuns = 5;

    public static void Run(int cells, int rounds)
    {
        PrintFirst("first run of the process, the catalogue", [FirstRun(GeneratorProject.OfCatalogue())]);
        PrintFirst("first run later, the catalogue", [.. Enumerable.Range(0, FirstRuns).Select(_ => FirstRun(GeneratorProject.OfCatalogue()))]);
        PrintFirst(Text($"first run later, {cells} cells"), [.. Enumerable.Range(0, FirstRuns).Select(_ => FirstRun(GeneratorProject.OfMany(cells)))]);

        var project = GeneratorProject.OfMany(cells);
        GeneratorDriver driver = Driver();
        Time(ref driver, project);
        var times = Edits.Select(_ => new double[rounds]).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var edit = 0; edit < Edits.Length; edit++)
            {
                project = Edits[edit].Apply(project, round, round % cells);
                times[edit][round] = Time(ref driver, project);
            }
        }

        for (var edit = 0; edit < Edits.Length; edit++)
            Print($"{Edits[edit].What,-52} {Statistics.Median(times[edit]),8:F1} ms, lower quartile {times[edit][rounds / 4],8:F1} ms");

        var fresh = Driver().RunGenerators(Reparsed(project));
        if (!Sources(driver).SequenceEqual(Sources(fresh)))
            throw new InvalidOperationException("The driver that was kept generated other sources than a fresh one.");
    }

    /// <summary>Each kind of edit, made anew in every round.</summary>
    private static readonly Edit[] Edits =
    [
        new("the same program again", (project, _, _) => project.Clone()),
        new("elsewhere, inside a method", (project, round, _) => project.Edit(GeneratorProject.Elsewhere, "sum += ", Text($"sum += {round} + "))),
        new("elsewhere, a comment", (project, round, _) => project.Edit(GeneratorProject.Elsewhere, "// ", Text($"// {round} "))),
        new("elsewhere, a type added", (project, round, _) => project.Edit(GeneratorProject.Elsewhere, "internal static class Elsewhere", Text($"internal class Added{round};\ninternal static class Elsewhere"))),
        new("a comment in one definition", (project, round, cell) => project.Edit(GeneratorProject.NameOf(cell), "var h =", Text($"/* {round} */ var h ="))),
        new("a real edit of one definition", (project, round, cell) => project.Edit(GeneratorProject.NameOf(cell), "h.Next * ", Text($"h.Next * 0.{round + 1}f * "))),
        new("a helper's body, which half of the definitions call", (project, round, _) => project.Edit(GeneratorProject.Helpers, " * left", Text($" * {round + 2}f * left"))),
    ];

    private static CSharpGeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create([new RecurrentGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.Preview));

    private static (double Milliseconds, int Classes) FirstRun(CSharpCompilation project)
    {
        GeneratorDriver driver = Driver();
        var time = Time(ref driver, project);
        var result = driver.GetRunResult();
        return result.Diagnostics.IsEmpty
            ? (time, project.SyntaxTrees.Sum(Classes))
            : throw new InvalidOperationException($"The project has errors: {result.Diagnostics[0]}");
    }

    private static int Classes(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Count(attribute => attribute.Name.ToString().StartsWith("Recurrent", StringComparison.Ordinal));

    private static CSharpCompilation Reparsed(CSharpCompilation project) => project
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(project.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath)));

    private static IEnumerable<string> Sources(GeneratorDriver driver) =>
        driver.GetRunResult().Results[0].GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText);

    /// <summary>Milliseconds of one run.</summary>
    private static double Time(ref GeneratorDriver driver, CSharpCompilation project)
    {
        var start = Clock.Now;
        driver = driver.RunGenerators(project);
        return Clock.CountsProcessorTime ? (Clock.Now - start) * 1e3 : driver.GetTimingInfo().GeneratorTimes[0].ElapsedTime.TotalMilliseconds;
    }

    private static void PrintFirst(string what, (double Milliseconds, int Classes)[] runs)
    {
        var all = Statistics.Median([.. runs.Select(run => run.Milliseconds)]);
        Print($"{what,-52} {all,8:F0} ms, {all / runs[0].Classes:F1} ms for each of {runs[0].Classes} classes");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(Text(line));

    private sealed record Edit(string What, Func<CSharpCompilation, int, int, CSharpCompilation> Apply);
}

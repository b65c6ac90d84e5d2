extern alias generator;

using System.Text.RegularExpressions;
using generator::RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Tests.Harness;

namespace RnnGraph.Generators.Tests;

/// <summary>Each diagnostic has a page; the page's example gives it, at the text that it quotes and with nothing beside it, and what stands there instead gives none.</summary>
public partial class RulePageTests
{
    /// <summary>Rules that need a second assembly, or a fault of our own, have tests of their own.</summary>
    private static readonly string[] Elsewhere = ["RNN1012", "RNN1014", "RNN2010", "RNN2012", "RNN9999"];

    public static TheoryData<string> Ids() => [.. RuleTable.All.Select(r => r.Id)];

    public static TheoryData<string> ExampleIds() => [.. RuleTable.All.Select(r => r.Id).Except(Elsewhere)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_is_headed_by_its_rule(string id)
    {
        var rule = RuleTable.All.Single(r => r.Id == id);

        Assert.StartsWith($"# {id}: {rule.Title}\n", Page(id), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ExampleIds))]
    public void The_example_gives_the_diagnostic_where_it_says(string id)
    {
        var example = Examples(id)[0];
        var expected = Marked.Expected(example);
        Assert.Equal([id], expected.Select(e => e[..7]).Distinct());

        Assert.Equal(expected, Marked.Actual(Generated.From(example).Diagnostics));
    }

    [Theory]
    [MemberData(nameof(ExampleIds))]
    public void What_stands_there_instead_gives_none(string id) => Assert.Empty(Generated.From(Examples(id)[1]).Diagnostics);

    [Fact]
    public void Rules_release_tracking_and_pages_name_the_same_ids()
    {
        var ids = RuleTable.All.Select(r => r.Id).Order(StringComparer.Ordinal).ToList();
        var tracked = File.ReadAllLines(Repository.PathTo("generators", "RnnGraph.Generators", "AnalyzerReleases.Unshipped.md"))
            .Concat(File.ReadAllLines(Repository.PathTo("generators", "RnnGraph.Generators", "AnalyzerReleases.Shipped.md")))
            .Where(l => l.StartsWith("RNN", StringComparison.Ordinal));
        var pages = Directory.GetFiles(Repository.PathTo("docs", "rules"), "RNN*.md").Select(f => Path.GetFileNameWithoutExtension(f)!);

        Assert.Equal(ids, pages.Where(p => !IsOfTheBuildFiles(p)).Order(StringComparer.Ordinal));
        Assert.Equal(RuleTable.All.Select(r => $"{r.Id} | RnnGraph | Error | {r.Title}").Order(StringComparer.Ordinal), tracked.Order(StringComparer.Ordinal));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void The_index_lists_every_page()
    {
        var index = File.ReadAllText(Repository.PathTo("docs", "rules", "README.md"));

        Assert.All(RuleTable.All, r => Assert.Contains($"- [{r.Id}]({r.Id}.md): {r.Title}\n", index, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_error_of_the_language_has_a_rule()
    {
        var ids = typeof(DiagnosticIds).GetFields().Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), LanguageRules.All.Select(r => r.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>RNN6xxx come from the package's build files, not from the generator.</summary>
    private static bool IsOfTheBuildFiles(string id) => id.StartsWith("RNN6", StringComparison.Ordinal);

    private static string Page(string id) => File.ReadAllText(Repository.PathTo("docs", "rules", id + ".md"));

    private static List<string> Examples(string id) => CodeBlock().Matches(Page(id)).Select(m => m.Groups[1].Value).ToList();

    [GeneratedRegex("```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Diagnostics;

/// <summary>All diagnostics. Each has a row in AnalyzerReleases.Unshipped.md, a page in docs/rules and a test, and a test asserts that these agree.</summary>
internal static class RuleTable
{
    private static readonly Dictionary<string, Rule> ById = All.ToDictionary(r => r.Id, StringComparer.Ordinal);

    public static IEnumerable<Rule> All => [.. DeclarationRules.All, .. SubsetRules.All, .. LanguageRules.All, .. CompilerRules.All];

    public static DiagnosticDescriptor Descriptor(string id) => ById[id].Descriptor;
}

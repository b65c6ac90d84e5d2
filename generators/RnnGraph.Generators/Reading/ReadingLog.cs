using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;

namespace RnnGraph.Generators.Reading;

/// <summary>Records findings about declarations.</summary>
internal static class ReadingLog
{
    public static void Add(this FindingLog log, Rule rule, Location at, params object[] arguments) => log.Add(rule.Id, at, rule.Describe(arguments));

    /// <summary>The place of a symbol's name.</summary>
    public static Location Place(this ISymbol symbol) => symbol.Locations.FirstOrDefault(l => l.IsInSource) ?? Location.None;
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;
using RnnGraph.Graphs;

namespace RnnGraph.Generators.Reading;

/// <summary>Fits the attribute's sizes to those of a definition, and checks that the graph holds with them.</summary>
internal static class SizeBindings
{
    /// <summary>The sizes by name; empty when the constructor takes them; null, with a finding, when they don't fit.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>>? Fit(IReadOnlyList<string> names, string definition, ClassAttribute attribute, FindingLog log)
    {
        var given = attribute.Sizes.Count;
        if (given != 0 && given != names.Count)
        {
            var expected = names.Count == 0 ? "no size" : $"{Count(names.Count)}: {string.Join(", ", names)}";
            log.Add(DeclarationRules.SizeCount, attribute.Place, Count(given), definition, expected);
            return null;
        }

        var bindings = new List<KeyValuePair<string, int>>();
        var isSound = true;
        for (var i = 0; i < given; i++)
        {
            if (attribute.Sizes[i].Value is not int size)
            {
                // Not a constant number: the C# compiler says so.
                isSound = false;
                continue;
            }

            if (size < 1)
            {
                log.Add(DeclarationRules.SizeNotPositive, attribute.SizePlace(i), names[i], size);
                isSound = false;
            }

            bindings.Add(new KeyValuePair<string, int>(names[i], size));
        }

        return isSound ? bindings : null;
    }

    /// <summary>Checks the definition's requirements, and that every size of the graph is a whole number of at least 1.</summary>
    public static bool Hold(Graph graph, IReadOnlyList<KeyValuePair<string, int>> bindings, Location at, FindingLog log)
    {
        if (bindings.Count == 0)
        {
            return true;
        }

        try
        {
            graph.Bind(bindings.ToDictionary(b => b.Key, b => b.Value, StringComparer.Ordinal));
            return true;
        }
        catch (DefinitionException exception)
        {
            log.Add(exception.DiagnosticId, at, exception.Message);
            return false;
        }
    }

    private static string Count(int count) => count == 1 ? "1 size" : count.ToString(CultureInfo.InvariantCulture) + " sizes";
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Tests.Harness;

/// <summary>Source in which a comment at the end of a line says what is reported there: <c>// RNN3001: x + h</c> quotes the underlined text.</summary>
internal static partial class Marked
{
    /// <summary>The expected diagnostics as <c>id at line: text</c>.</summary>
    public static IReadOnlyList<string> Expected(string source)
    {
        var expected = new List<string>();
        var lines = source.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Marker().Match(lines[i]) is { Success: true } marker)
            {
                Assert.True(
                    lines[i].IndexOf(marker.Groups[2].Value, StringComparison.Ordinal) < marker.Index, $"Line {i + 1} doesn't hold the text that its comment quotes: {lines[i]}");
                expected.Add($"{marker.Groups[1].Value} at {i + 1}: {marker.Groups[2].Value}");
            }
        }

        return expected;
    }

    /// <summary>Reported diagnostics in the same form.</summary>
    public static IReadOnlyList<string> Actual(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .OrderBy(d => d.Location.SourceSpan.Start)
        .Select(d => $"{d.Id} at {d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)}")
        .ToList();

    [GeneratedRegex(@"// (RNN\d{4}): (.+)$")]
    private static partial Regex Marker();
}

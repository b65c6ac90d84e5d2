using System.Globalization;
using RnnGraph.Generators.Models;

namespace RnnGraph.Generators;

/// <summary>Names of emitted files. C# tells <c>Lstm</c> from <c>LSTM</c>; the compiler's names of generated files don't.</summary>
internal static class HintNames
{
    /// <summary>The names that differ from another only in case.</summary>
    public static EquatableList<string> Clashing(IEnumerable<string> names) =>
        new(names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).SelectMany(g => g).OrderBy(n => n, StringComparer.Ordinal));

    public static string Of(string cell, string suffix, EquatableList<string> clashing) =>
        (clashing.Contains(cell) ? cell + "(" + CapitalsOf(cell) + ")" : cell) + suffix + ".g.cs";

    /// <summary>The positions of the capitals, which tell the clashing names apart.</summary>
    private static string CapitalsOf(string name) =>
        string.Join(" ", Enumerable.Range(0, name.Length).Where(i => char.IsUpper(name[i])).Select(i => i.ToString(CultureInfo.InvariantCulture)));
}

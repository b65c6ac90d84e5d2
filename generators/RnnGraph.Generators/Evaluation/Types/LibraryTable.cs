using System.Collections;

namespace RnnGraph.Generators.Evaluation.Types;

/// <summary>
/// The library members that a definition may use. Member by member, because a definition must give the same graph on every machine and every run: nothing that
/// reads a clock, a culture, a file or chance, and no transcendental function, whose last bit differs between machines. <c>docs/subset.md</c> is made from it.
/// </summary>
internal static class LibraryTable
{
    private static readonly Dictionary<string, LibraryType> ByName = LibraryRows.All.ToDictionary(r => r.Name, StringComparer.Ordinal);

    public static IEnumerable<LibraryType> All => ByName.Values.OrderBy(r => r.Name, StringComparer.Ordinal);

    /// <summary>Functions that are refused because they round differently on different machines, rather than for having no place in a definition.</summary>
    public static IReadOnlyCollection<string> InexactFunctions { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Exp", "Log", "Log10", "Log2", "Pow", "Sin", "Sinh", "Tan", "Tanh",
    };

    public static LibraryType? Find(string metadataName) => ByName.TryGetValue(metadataName, out var row) ? row : null;
}

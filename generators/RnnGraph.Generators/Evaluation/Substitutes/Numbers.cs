using System.Globalization;

namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>Members of <see cref="int"/>: parsing without a culture, and those that .NET Framework doesn't have.</summary>
internal static class Numbers
{
    public static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static int Max(int x, int y) => Math.Max(x, y);

    public static int Min(int x, int y) => Math.Min(x, y);
}

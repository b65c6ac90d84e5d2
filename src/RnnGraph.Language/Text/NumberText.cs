using System.Globalization;

namespace RnnGraph.Text;

/// <summary>
/// Numbers as canonical text. A definition's numbers are floats: the shortest of G7, G8 and G9 that parses back to the same float. A double that is no float
/// is marked with a d.
/// </summary>
internal static class NumberText
{
    public static string Print(double value)
    {
        var single = (float)value;
        return ((double)single).Equals(value) ? Print(single) : value.ToString("G17", CultureInfo.InvariantCulture) + "d";
    }

    public static double Parse(string text)
    {
        var isDouble = text.EndsWith("d", StringComparison.Ordinal);
        if (isDouble && double.TryParse(text.Substring(0, text.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        return !isDouble && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single)
            ? single
            : throw new FormatException($"'{text}' is not a number.");
    }

    /// <summary>The shortest of G7, G8 and G9 that parses back to the same float.</summary>
    public static string Print(float value)
    {
        foreach (var format in new[] { "G7", "G8" })
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var back) && back.Equals(value))
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }
}

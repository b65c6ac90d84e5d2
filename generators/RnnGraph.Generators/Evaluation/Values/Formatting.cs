using System.Globalization;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>
/// Values as text: without a culture, and floats in the shortest form that reads back, which is what .NET prints but .NET Framework, on which an editor may
/// run the generator, does not.
/// </summary>
internal static class Formatting
{
    public static string Format(object? value, string? format = null) => value switch
    {
        null => "",
        float single when string.IsNullOrEmpty(format) => Shortest(single),
        double number when string.IsNullOrEmpty(format) => Shortest(number),
        Size => throw new EvaluatedException("a size has no text, because its number may not be known yet"),
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Fills a composite format string.</summary>
    public static string Fill(string format, params object?[] arguments) =>
        string.Format(Provider.Instance, format, arguments);

    private static string Shortest(float value)
    {
        foreach (var format in new[] { "G7", "G8" })
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read.Equals(value))
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static string Shortest(double value)
    {
        foreach (var format in new[] { "G15", "G16" })
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read.Equals(value))
            {
                return text;
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>Lets <see cref="string.Format(IFormatProvider, string, object[])"/> print as <see cref="Format"/> does.</summary>
    private sealed class Provider : IFormatProvider, ICustomFormatter
    {
        public static Provider Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : CultureInfo.InvariantCulture.GetFormat(formatType!);

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => Formatting.Format(arg, format);
    }
}

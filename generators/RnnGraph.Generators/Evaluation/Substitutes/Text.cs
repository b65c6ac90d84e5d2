using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>Members of <see cref="string"/> that would follow the culture of the machine, and those that .NET Framework doesn't have.</summary>
internal static class Text
{
    public static string Concat(object? a) => Formatting.Format(a);

    public static string Concat(object? a, object? b) => Formatting.Format(a) + Formatting.Format(b);

    public static string Concat(object? a, object? b, object? c) => Formatting.Format(a) + Formatting.Format(b) + Formatting.Format(c);

    public static string Concat(object?[] parts) => string.Concat(parts.Select(p => Formatting.Format(p)));

    public static bool Contains(string self, char value) => self.IndexOf(value) >= 0;

    public static bool EndsWith(string self, string value) => self.EndsWith(value, StringComparison.Ordinal);

    public static bool EndsWith(string self, char value) => self.Length > 0 && self[self.Length - 1] == value;

    public static string Format(string format, object? a) => Formatting.Fill(format, a);

    public static string Format(string format, object? a, object? b) => Formatting.Fill(format, a, b);

    public static string Format(string format, object? a, object? b, object? c) => Formatting.Fill(format, a, b, c);

    public static string Format(string format, object?[] arguments) => Formatting.Fill(format, arguments);

    public static int IndexOf(string self, string value) => self.IndexOf(value, StringComparison.Ordinal);

    public static string Join(string separator, object?[] parts) => string.Join(separator, parts.Select(p => Formatting.Format(p)));

    public static string Join(char separator, string?[] parts) => string.Join(separator.ToString(), parts);

    public static string Join<T>(string separator, IEnumerable<T> parts) => string.Join(separator, parts.Select(p => Formatting.Format(p)));

    public static int LastIndexOf(string self, string value) => self.LastIndexOf(value, StringComparison.Ordinal);

    public static string PadLeft(string self, int width) => self.PadLeft(Lengths.Check(width));

    public static string PadLeft(string self, int width, char filler) => self.PadLeft(Lengths.Check(width), filler);

    public static string PadRight(string self, int width) => self.PadRight(Lengths.Check(width));

    public static string PadRight(string self, int width, char filler) => self.PadRight(Lengths.Check(width), filler);

    public static bool StartsWith(string self, string value) => self.StartsWith(value, StringComparison.Ordinal);

    public static bool StartsWith(string self, char value) => self.Length > 0 && self[0] == value;
}

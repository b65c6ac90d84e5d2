using System.Globalization;
using System.Reflection;
using System.Text;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Verify's way to name files: <c>{Class}.{Method}_{parameter=value}…#{part}.verified.{extension}</c>.</summary>
internal static class SnapshotName
{
    /// <summary>The part of the name that all files of one verification share.</summary>
    public static string Prefix(MethodInfo test, VerifySettings settings)
    {
        if (settings.FileName is { } fileName)
            return fileName;
        var name = $"{settings.TypeName ?? ClassName(test.ReflectedType!)}.{settings.MethodName ?? test.Name}";
        if (settings.ParametersText is { } text)
            return $"{name}_{Clean(text)}";
        if (settings.Parameters is not { } values)
            return name;

        var parameters = test.GetParameters();
        if (values.Length > parameters.Length)
            throw new ArgumentException($"UseParameters got {values.Length} values; {test.Name} has {parameters.Length} parameters.", nameof(settings));
        return values.Zip(parameters).Aggregate(name, (all, pair) => $"{all}_{pair.Second.Name}={Clean(Print(pair.First))}");
    }

    /// <summary>What follows the prefix, for each part: nothing for a single one without a name, else <c>#name</c> or its number.</summary>
    public static IReadOnlyList<string> Suffixes(IReadOnlyList<Target> targets)
    {
        if (targets is [{ Name: null }])
            return [""];
        var suffixes = targets.Select((target, index) => "#" + Clean(target.Name ?? index.ToString("D2", CultureInfo.InvariantCulture))).ToList();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < suffixes.Count; index++)
        {
            var key = $"{suffixes[index]}.{targets[index].Extension}";
            seen[key] = seen.GetValueOrDefault(key) + 1;
            if (seen[key] > 1)
                suffixes[index] += string.Create(CultureInfo.InvariantCulture, $".{seen[key] - 1:D2}");
        }

        return suffixes;
    }

    private static string ClassName(Type type) => type.DeclaringType is { } outer ? $"{ClassName(outer)}.{type.Name}" : type.Name;

    private static string Print(object? value) => value switch
    {
        null => "null",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        System.Collections.IEnumerable items => $"[{string.Join(',', items.Cast<object?>().Select(Print))}]",
        _ => value.ToString() ?? "null",
    };

    private static string Clean(string text)
    {
        const string Forbidden = "\"\\<>|:*?/";
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
            clean.Append(letter < ' ' || Forbidden.Contains(letter, StringComparison.Ordinal) ? '-' : letter);
        return clean.ToString();
    }
}

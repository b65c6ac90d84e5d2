using System.Reflection;

namespace RnnGraph.Generators.Tests.Harness;

/// <summary>The definitions of this project as text.</summary>
internal static class Sources
{
    private static readonly Assembly Here = typeof(Sources).Assembly;

    public static string Read(string file)
    {
        using var stream = Here.GetManifestResourceStream(file) ?? throw new ArgumentException($"There is no definition file '{file}'.", nameof(file));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The generator's run over all definitions together.</summary>
    public static Lazy<Generated> All { get; } = new(() => Generated.From(Programs.Of(Files.Select(f => Programs.Parse(Read(f), f)))));

    public static IReadOnlyList<string> Files => Named(isOfLanguage: false);

    /// <summary>The files of definitions that the language's own tests are made of.</summary>
    public static IReadOnlyList<string> LanguageFiles => Named(isOfLanguage: true);

    private static List<string> Named(bool isOfLanguage) =>
        [.. Here.GetManifestResourceNames().Where(n => n.StartsWith("Language/", StringComparison.Ordinal) == isOfLanguage).Order(StringComparer.Ordinal)];
}

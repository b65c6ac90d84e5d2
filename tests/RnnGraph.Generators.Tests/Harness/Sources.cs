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

    public static IReadOnlyList<string> Files => Here.GetManifestResourceNames().Where(n => n.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
}

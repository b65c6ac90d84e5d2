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

    public static IReadOnlyList<string> Files => Here.GetManifestResourceNames().Where(n => n.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
}

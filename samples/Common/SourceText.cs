using System.Text;
using RnnGraph.Training;

namespace Samples;

/// <summary>The text to learn: a file, or else the C# sources of the checkout that this program stands in.</summary>
public static class SourceText
{
    private const string Solution = "RnnGraph.sln";

    /// <summary>Reads it.</summary>
    /// <param name="file">The file; null for the sources.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="IOException">It can't be read, or there are no sources.</exception>
    public static string Read(string? file, string option) => file is null ? ReadSources(FindCheckout(option)) : OptionErrors.Name(option, () => TextFile.Read(file));

    private static string FindCheckout(string option)
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Solution)))
                    return folder.FullName;
            }
        }

        throw new FileNotFoundException($"{Solution}: expected it in {Environment.CurrentDirectory} or a folder above, found none; name a text with {option} FILE");
    }

    /// <summary>All sources one after the other, in the ordinal order of their paths, without what a build writes and the snapshots of generated code.</summary>
    private static string ReadSources(string checkout)
    {
        var text = new StringBuilder();
        var paths = Directory.EnumerateFiles(checkout, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(checkout, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" || part.StartsWith('.')) && !path.Contains(".verified.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var path in paths)
            text.Append(TextFile.Read(Path.Combine(checkout, path)).ReplaceLineEndings("\n"));
        return text.Length > 0 ? text.ToString() : throw new InvalidDataException($"{checkout}: expected C# sources, there are none");
    }
}

using System.Diagnostics;

namespace RnnGraph.Tool.Sources;

/// <summary>
/// Finds the definitions that a source names: a text file (<c>.graph</c>), a reviewer's file (<c>X.Graph.g.cs</c>), either of them at a commit (<c>REVISION:path</c>), an assembly, or a
/// project, which is built.
/// </summary>
internal static class DefinitionSource
{
    /// <summary>What a source may be, for help and errors.</summary>
    public const string Kinds = "a graph (.graph), a reviewer's file (X.Graph.g.cs), either at a commit (REVISION:path), an assembly (.dll) or a project (.csproj or its folder)";

    /// <summary>The one definition that is meant.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cell">The name of its class, with or without its namespace; null when the source holds one only.</param>
    public static Definition Find(string source, string? cell)
    {
        var all = All(source);
        if (cell is null)
        {
            return all.Count == 1
                ? all[0]
                : throw new ToolException($"--cell: expected the name of one of the {all.Count} cells in {source} ({Names(all)}); none was given");
        }

        var found = all.Where(definition => definition.FullName == cell || definition.Target.ClassName == cell).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new ToolException($"--cell: expected one of {Names(all)}; given {cell}"),
            _ => throw new ToolException($"--cell: {cell} may be any of {Names(found)}; give one with its namespace"),
        };
    }

    /// <summary>All definitions of a source, ordered by name.</summary>
    public static IReadOnlyList<Definition> All(string source)
    {
        if (File.Exists(source) || Directory.Exists(source))
            return Existing(source);
        var colon = source.IndexOf(':', StringComparison.Ordinal);
        if (colon > 1)
            return [FromText(source[(colon + 1)..], Git(source))];
        throw new ToolException($"SOURCE: expected {Kinds}; there is no {source}");
    }

    private static IReadOnlyList<Definition> Existing(string source)
    {
        if (Directory.Exists(source) || source.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
            return CellAssembly.Read(ProjectBuild.Run(source));
        return source.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? CellAssembly.Read(source) : [FromText(source, File.ReadAllText(source))];
    }

    private static Definition FromText(string name, string text)
    {
        const string Quotes = "\"\"\"";
        if (name.EndsWith(".graph", StringComparison.Ordinal) || name.EndsWith(".txt", StringComparison.Ordinal))
            return new Definition(text);
        var (start, end) = (text.IndexOf(Quotes, StringComparison.Ordinal), text.LastIndexOf(Quotes, StringComparison.Ordinal));
        return name.EndsWith(".cs", StringComparison.Ordinal) && end > start
            ? new Definition(text[(start + Quotes.Length)..end].Trim('\r', '\n'))
            : throw new ToolException($"SOURCE: expected {Kinds}; given {name}");
    }

    private static string Git(string revisionAndPath)
    {
        var start = new ProcessStartInfo("git", ["show", revisionAndPath.Replace('\\', '/')]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var git = Process.Start(start) ?? throw new ToolException("git did not start");
        var fault = git.StandardError.ReadToEndAsync();
        var text = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? text : throw new ToolException($"SOURCE: {revisionAndPath} is no file here, and git has no such file either: {fault.Result.Trim()}");
    }

    private static string Names(IReadOnlyList<Definition> definitions) => definitions.Count == 0 ? "none" : string.Join(", ", definitions.Select(definition => definition.FullName));
}

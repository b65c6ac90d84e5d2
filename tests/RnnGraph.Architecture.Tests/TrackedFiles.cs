using System.ComponentModel;
using System.Diagnostics;

namespace RnnGraph.Architecture.Tests;

/// <summary>The files that the repository holds, as paths from its root with forward slashes.</summary>
internal static class TrackedFiles
{
    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".nuspec", ".sln", ".config", ".json", ".md", ".sh", ".py", ".txt", ".editorconfig", ".globalconfig", ""];

    public static IReadOnlyList<string> All { get; } = List();

    public static IEnumerable<string> Sources(params string[] folders) => All
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.Contains(".verified.", StringComparison.Ordinal))
        .Where(file => folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal)));

    public static IEnumerable<string> Texts => All.Where(file => TextExtensions.Contains(Path.GetExtension(file), StringComparer.Ordinal));

    public static string Read(string file) => File.ReadAllText(Repository.PathTo(file));

    // A file deleted but not yet committed is still listed by git.
    private static List<string> List() => [.. (FromGit() ?? FromFolders(Repository.Root)).Where(file => File.Exists(Repository.PathTo(file)))];

    /// <summary>Null where there is no git, or the sources were unpacked from an archive.</summary>
    private static string[]? FromGit()
    {
        if (!Path.Exists(Repository.PathTo(".git")))
            return null;
        var start = new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        try
        {
            using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> FromFolders(string folder) =>
        Directory.EnumerateFiles(folder)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => Path.GetFileName(inner) is not ("bin" or "obj" or "artifacts" or ".git")).SelectMany(FromFolders));
}

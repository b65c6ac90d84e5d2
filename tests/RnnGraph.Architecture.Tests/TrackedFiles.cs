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

    private static List<string> List()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        // A file deleted but not yet committed is still listed.
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Repository.PathTo(file)))];
    }
}

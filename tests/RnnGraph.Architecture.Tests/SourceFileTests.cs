using System.Text.RegularExpressions;

namespace RnnGraph.Architecture.Tests;

/// <summary>Rules that every file of the repository keeps.</summary>
public partial class SourceFileTests
{
    private const int MostLinesOfCode = 500;

    [Fact]
    public void No_file_is_longer_than_500_lines_of_code()
    {
        var tooLong = TrackedFiles.Sources("src", "generators", "tests", "samples", "benchmarks")
            .Select(file => (file, lines: LinesOfCode(TrackedFiles.Read(file))))
            .Where(entry => entry.lines > MostLinesOfCode)
            .Select(entry => $"{entry.file}: {entry.lines}");
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine()
    {
        var faults = TrackedFiles.Texts.SelectMany(file => MachinePath().Matches(TrackedFiles.Read(file)).Select(match => $"{file}: {match.Value}"));
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_line_ends_with_LF()
    {
        var faults = TrackedFiles.Texts.Where(file => TrackedFiles.Read(file).Contains('\r', StringComparison.Ordinal));
        Assert.Empty(faults);
    }

    [Fact]
    public void No_warning_is_silenced_in_a_source_file()
    {
        var faults = TrackedFiles.Sources("src", "generators")
            .Where(file => File.ReadLines(Repository.PathTo(file)).Any(line => line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)));
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_link_in_the_documentation_leads_somewhere()
    {
        var faults =
            from file in TrackedFiles.All
            where file.EndsWith(".md", StringComparison.Ordinal)
            from Match link in MarkdownLink().Matches(TrackedFiles.Read(file))
            let target = link.Groups["target"].Value
            let path = Path.Combine(Path.GetDirectoryName(Repository.PathTo(file))!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{file}: {target}";
        Assert.Empty(faults);
    }

    private static int LinesOfCode(string text) =>
        text.Split('\n').Count(line => line.Trim() is { Length: > 0 } code && !code.StartsWith("//", StringComparison.Ordinal));

    // Homes on Linux, macOS and Windows, and roots that only a build machine has.
    [GeneratedRegex("""(?<![\w.}/])/(root|home|Users|work|builds)/[\w.-]+|[A-Z]:\\Users\\""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?<target>[^)#:\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MarkdownLink();
}

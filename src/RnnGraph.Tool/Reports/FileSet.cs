namespace RnnGraph.Tool.Reports;

/// <summary>Files that a command makes: written where they differ, or only compared.</summary>
internal sealed class FileSet(string folder, IEnumerable<(string Name, string Text)> files)
{
    /// <summary>The mark without which a file is the user's own, and neither judged nor deleted.</summary>
    private static readonly string[] Marks = ["auto-generated", "made by rnngraph"];

    private readonly IReadOnlyList<(string Name, string Text)> _files = [.. files];

    /// <summary>Writes what differs and deletes what is left over, or with <paramref name="check"/> only says so.</summary>
    /// <param name="paper">Takes a line for each file that was not as it should be.</param>
    /// <param name="check">Whether to write nothing.</param>
    /// <param name="leftOvers">Which other files of the folder are left over; null for none.</param>
    /// <param name="refresh">The command that writes them.</param>
    public int WriteOrCheck(Paper paper, bool check, string? leftOvers, string refresh)
    {
        List<(string Name, string Fault, Action Cure)> faults =
        [
            .. _files.Where(file => Existing(file.Name) != file.Text)
                .Select(file => (file.Name, Existing(file.Name) is null ? "missing" : "stale", (Action)(() => Write(file.Name, file.Text)))),
            .. LeftOvers(leftOvers).Select(name => (name, "left over", (Action)(() => File.Delete(Path.Combine(folder, name))))),
        ];
        foreach (var fault in faults)
        {
            paper.Line($"{fault.Name}: {(check ? fault.Fault : Done(fault.Fault))}");
            if (!check)
                fault.Cure();
        }

        if (faults.Count == 0)
            paper.Line($"{folder}: {_files.Count} files, all current");
        if (!check || faults.Count == 0)
            return ExitCodes.Success;
        paper.Line($"{faults.Count} files in {folder} are not those of the definitions as they are now. Refresh them with `{refresh}` without --check, look at the diff and commit it.");
        return ExitCodes.Failed;
    }

    private static string Done(string fault) => fault switch
    {
        "missing" => "added",
        "stale" => "changed",
        _ => "removed",
    };

    // A checkout may have turned line ends; they don't make a file stale.
    private string? Existing(string name) =>
        File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)).Replace("\r\n", "\n", StringComparison.Ordinal) : null;

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
    }

    private IEnumerable<string> LeftOvers(string? pattern) => pattern is null || !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, pattern)
            .Select(path => Path.GetFileName(path))
            .Where(name => !_files.Any(file => file.Name == name) && Array.Exists(Marks, mark => File.ReadAllText(Path.Combine(folder, name)).Contains(mark, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ToList();
}

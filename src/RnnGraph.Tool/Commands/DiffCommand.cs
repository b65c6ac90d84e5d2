using System.CommandLine;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph diff</c>: what a change of a definition means.</summary>
internal static class DiffCommand
{
    public static Command Make(Paper paper)
    {
        var before = Arguments.Source("BEFORE");
        var after = Arguments.Source("AFTER");
        var cell = Arguments.Cell();
        var command = new Command("diff", "Says what changed between two definitions: parameters, gates, cost, and whether old checkpoints load.") { before, after, cell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(cell);
            var (left, right) = (parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            foreach (var line in DefinitionDiff.Lines(DefinitionSource.Find(left, NameIn(left, name)).Graph, DefinitionSource.Find(right, NameIn(right, name)).Graph))
                paper.Line(line);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>A text holds one graph, whatever its name; only assemblies and projects are searched.</summary>
    private static string? NameIn(string source, string? cell) =>
        Directory.Exists(source) || source.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || source.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) ? cell : null;
}

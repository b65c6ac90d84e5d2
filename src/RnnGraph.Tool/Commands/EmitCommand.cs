using System.CommandLine;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph emit</c>: writes the reviewer's files of a source's cells, or says which are stale.</summary>
internal static class EmitCommand
{
    public static Command Make(Paper paper)
    {
        var source = Arguments.Source();
        var cell = new Option<string?>("--cell") { Description = "The class, with or without its namespace. Default: all of the source.", HelpName = "NAME" };
        var output = new Option<string>("--output", "-o") { Description = "The folder of the files.", HelpName = "FOLDER", Required = true };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when the files are not those of the cells as they are now." };
        var command = new Command("emit", "Writes the files that reviewers read: header, bodies, schedule, graph and summary of each kernel.") { source, cell, output, check };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(source);
            var definitions = parsed.GetValue(cell) is { } name ? [DefinitionSource.Find(path, name)] : DefinitionSource.All(path);
            var files = new FileSet(
                parsed.GetRequiredValue(output),
                definitions.SelectMany(definition => definition.Emit().Select(file => ($"{definition.FullName}{file.Suffix}.g.cs", file.Source))));

            // With one cell asked for, the files of the others are none of our business.
            return files.WriteOrCheck(paper, parsed.GetValue(check), leftOvers: parsed.GetValue(cell) is null ? "*.g.cs" : null, refresh: "rnngraph emit");
        });
        return command;
    }
}

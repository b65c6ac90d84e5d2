using System.CommandLine;
using RnnGraph.Tool.Pages;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph pages</c>: a page for every definition of a project: equations, picture, definition, parameters, cost.</summary>
internal static class PagesCommand
{
    public static Command Make(Paper paper)
    {
        var source = Arguments.Source("PROJECT");
        var sources = new Option<string?>("--sources") { Description = "The folder of the C# sources. Default: that of the project.", HelpName = "FOLDER" };
        var output = new Option<string>("--output", "-o") { Description = "The folder of the pages.", HelpName = "FOLDER", Required = true };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when the pages are not those of the definitions as they are now." };
        var command = new Command("pages", "Writes a page with a picture for every definition of a project.") { source, sources, output, check };
        command.SetAction(parsed =>
        {
            var project = parsed.GetRequiredValue(source);
            var folder = parsed.GetValue(sources) ?? (Directory.Exists(project) ? project : Path.GetDirectoryName(Path.GetFullPath(project))!);
            var files = new FileSet(parsed.GetRequiredValue(output), CellPages.Of(DefinitionSource.All(project), folder));
            return files.WriteOrCheck(paper, parsed.GetValue(check), "*", refresh: "rnngraph pages");
        });
        return command;
    }
}

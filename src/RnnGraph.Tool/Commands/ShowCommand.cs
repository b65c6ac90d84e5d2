using System.CommandLine;
using RnnGraph.Tool.Drawing;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph show</c>: the graph of a definition as a picture, for graphviz, or as its canonical text.</summary>
internal static class ShowCommand
{
    private static readonly string[] Formats = ["svg", "dot", "text"];

    public static Command Make(Paper paper)
    {
        var source = Arguments.Source();
        var cell = Arguments.Cell();
        var output = Arguments.Output("The file to write. Default: the standard output.");
        var format = new Option<string?>("--format")
        {
            Description = "svg, dot or text. Default: by the ending of --output, else text.",
            HelpName = "FORMAT",
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                if (!Formats.Contains(given, StringComparer.Ordinal))
                    result.AddError($"--format: expected one of {string.Join(", ", Formats)}, given {given}");
                return given;
            },
        };
        var command = new Command("show", "Shows the graph of a definition.") { source, cell, format, output };
        command.SetAction(parsed =>
        {
            var definition = DefinitionSource.Find(parsed.GetRequiredValue(source), parsed.GetValue(cell));
            var file = parsed.GetValue(output);
            var text = Draw(definition, parsed.GetValue(format) ?? FormatOf(file));
            if (file is null)
                paper.Text(text);
            else
                File.WriteAllText(file, text);
            return ExitCodes.Success;
        });
        return command;
    }

    private static string FormatOf(string? file) => Path.GetExtension(file) switch
    {
        ".svg" => "svg",
        ".dot" or ".gv" => "dot",
        _ => "text",
    };

    private static string Draw(Definition definition, string format) => format switch
    {
        "svg" => SvgWriter.Write(GraphPicture.Of(definition.Graph)),
        "dot" => DotWriter.Write(GraphPicture.Of(definition.Graph)),
        _ => definition.Text.TrimEnd('\n') + "\n",
    };
}

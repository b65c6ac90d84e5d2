using System.CommandLine;
using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Tool.Commands;
using RnnGraph.Tool.Reports;

namespace RnnGraph.Tool;

/// <summary>The command <c>rnngraph</c>. Results go to the standard output, errors as one line to the standard error; see <see cref="ExitCodes"/>.</summary>
internal static class RnnGraphCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments, as the shell gives them.</param>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes errors.</param>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var paper = new Paper(output);
        var root = new RootCommand("Shows, emits, compares, checks and prices recurrent cells that are written with RnnGraph; inspects, runs and converts ONNX models and files of weights.")
        {
            ShowCommand.Make(paper),
            EmitCommand.Make(paper),
            DiffCommand.Make(paper),
            CheckCommand.Make(paper),
            CostCommand.Make(paper),
            PagesCommand.Make(paper),
            InspectCommand.Make(paper),
            OnnxCommand.Make(paper),
            OnnxTestCommand.Make(paper),
            ConvertCommand.Make(paper),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Fail(string.Join("; ", parsed.Errors.Select(fault => fault.Message)));
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
        }
        catch (Exception fault) when (fault is ToolException or DefinitionException or InvalidGraphException or CompilationBudgetException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return Fail(fault.Message);
        }

        int Fail(string message)
        {
            error.WriteLine("error: " + message.ReplaceLineEndings(" "));
            return ExitCodes.AskedWrongly;
        }
    }
}

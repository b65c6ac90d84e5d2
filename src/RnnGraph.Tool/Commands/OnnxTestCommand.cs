using System.CommandLine;
using System.Globalization;
using RnnGraph.Onnx;
using RnnGraph.Tool.Reports;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph onnx-test</c>: runs test folders in ONNX's own layout.</summary>
internal static class OnnxTestCommand
{
    private const string ModelFile = "model.onnx";

    public static Command Make(Paper paper)
    {
        var folders = new Argument<string[]>("DIR") { Description = "Folders with a model.onnx and test_data_set_*, or folders of such.", Arity = ArgumentArity.OneOrMore };
        var relative = Tolerance("--rtol", OnnxTestFolder.RelativeTolerance, "The share of an expected value by which a result may differ.");
        var absolute = Tolerance("--atol", OnnxTestFolder.AbsoluteTolerance, "What it may differ by beside that.");
        var command = new Command("onnx-test", "Runs test folders in ONNX's own layout and compares the results; exits with 1 when one differs or can't run.") { folders, relative, absolute };
        command.SetAction(parsed =>
        {
            int passed = 0, failed = 0;
            foreach (var folder in parsed.GetRequiredValue(folders).SelectMany(Tests))
            {
                var failure = Run(folder, parsed.GetValue(relative), parsed.GetValue(absolute), out var error);
                paper.Line($"{(failure is null ? "passed" : "FAILED")}  {error}  {folder}{(failure is null ? "" : ": " + failure.ReplaceLineEndings(" "))}");
                (passed, failed) = failure is null ? (passed + 1, failed) : (passed, failed + 1);
            }

            paper.Line(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
            return failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
        });
        return command;
    }

    private static Option<double> Tolerance(string name, double value, string description) => new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => value };

    /// <summary>A test folder itself, or those within; a folder without any is a test that fails.</summary>
    private static IEnumerable<string> Tests(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ToolException($"DIR: expected a folder, given {folder}");
        string[] within = [.. Directory.EnumerateDirectories(folder).Where(inner => File.Exists(Path.Combine(inner, ModelFile))).Order(StringComparer.Ordinal)];
        return File.Exists(Path.Combine(folder, ModelFile)) || within.Length == 0 ? [folder] : within;
    }

    private static string? Run(string folder, double relative, double absolute, out string error)
    {
        try
        {
            var result = OnnxTestFolder.Run(folder, relative, absolute);
            error = result.LargestError.ToString("0.0e+00", CultureInfo.InvariantCulture);
            return result.Failure;
        }
        catch (OnnxException fault)
        {
            error = "      –";
            return fault.Message;
        }
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RnnGraph.Files;
using RnnGraph.Onnx;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph onnx</c>: commands on ONNX models.</summary>
internal static class OnnxCommand
{
    public static Command Make(Paper paper) => new("onnx", "Runs ONNX models.") { Run(paper) };

    private static Command Run(Paper paper)
    {
        var model = new Argument<string>("MODEL") { Description = "The model's file." };
        var inputs = new Option<string[]>("--input", "-i") { Description = "A value for an input, name=FILE: nested lists (.json) or a tensor of ONNX's tests (.pb). Once for each input.", HelpName = "NAME=FILE" };
        var output = Arguments.Output("Writes the results to a file instead of the standard output.");
        var command = new Command("run", "Runs a model and gives its outputs as JSON: nested lists by name.") { model, inputs, output };
        command.SetAction(parsed =>
        {
            var runner = new OnnxRunner(OnnxModel.Load(parsed.GetRequiredValue(model)));
            var results = Json(runner, runner.Run(Values(runner.Model, parsed.GetValue(inputs) ?? [])));
            if (parsed.GetValue(output) is { } file)
                AtomicFile.Write(file, stream => stream.Write(results));
            else
                paper.Text(Encoding.UTF8.GetString(results));
            return ExitCodes.Success;
        });
        return command;
    }

    private static Dictionary<string, OnnxTensor> Values(OnnxModel model, string[] arguments)
    {
        var values = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            // a name may hold an equals sign, a file seldom does
            var split = argument.LastIndexOf('=');
            if (split <= 0)
                throw new ToolException($"--input: expected name=FILE, given {argument}");
            var (name, file) = (argument[..split], argument[(split + 1)..]);
            var declared = model.Inputs.FirstOrDefault(input => input.Name == name)
                ?? throw new ToolException($"--input: the model has no input '{name}'; it has {string.Join(", ", model.Inputs.Select(input => input.Name))}");
            var value = Path.GetExtension(file).ToUpperInvariant() switch
            {
                ".PB" => OnnxTensorFile.Load(file).Tensor,
                ".JSON" => TensorJson.Load(file, declared.ElementType),
                _ => throw new ToolException($"--input: expected a .json or .pb file for '{name}', given {file}"),
            };
            if (!values.TryAdd(name, value))
                throw new ToolException($"--input: '{name}' is given twice");
        }

        return values;
    }

    /// <summary>The outputs in the model's order, one a line.</summary>
    private static byte[] Json(OnnxRunner runner, IReadOnlyDictionary<string, OnnxTensor> results)
    {
        var lines = runner.Model.Outputs.Select(output => string.Create(CultureInfo.InvariantCulture, $" {JsonSerializer.Serialize(output.Name)}: {TensorJson.Print(results[output.Name])}"));
        return Encoding.UTF8.GetBytes($"{{\n{string.Join(",\n", lines)}\n}}\n");
    }
}

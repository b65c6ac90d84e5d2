using System.CommandLine;
using RnnGraph.Files;
using RnnGraph.Onnx;
using RnnGraph.Tool.Conversions;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph convert</c>: parameters to an ONNX model, an ONNX model's weights to parameters, parameters to other names and types.</summary>
internal static class ConvertCommand
{
    private const string Tensors = ".safetensors", Model = ".onnx";

    public static Command Make(Paper paper)
    {
        var input = new Argument<string>("INPUT") { Description = "A safetensors file (.safetensors) or an ONNX model (.onnx)." };
        var output = new Option<string>("--output", "-o") { Description = "The file to write, .safetensors or .onnx.", HelpName = "FILE", Required = true };
        var type = new Option<string?>("--type") { Description = "The type of the floats written: F32, F64, F16 or BF16; of a model F32 or F64. Default: as they are.", HelpName = "TYPE" };
        var rename = new Option<string[]>("--rename") { Description = "FROM=TO: what a key is called; of a FROM that ends with a dot, all that begin with it. Any number of times.", HelpName = "FROM=TO" };
        var definition = new Option<string?>("--definition") { Description = $"For a model: where its definition is, {DefinitionSource.Kinds}.", HelpName = "SOURCE" };
        var cell = Arguments.Cell();
        var sizes = Arguments.Sizes("read off the parameters");
        var lengths = new Option<bool>("--lengths") { Description = "For a model: it takes how long each sequence is." };
        var states = new Option<bool>("--require-states") { Description = "For a model: states have no default." };
        var scans = new Option<bool>("--scans") { Description = "For a model: standard cells become Scans too, which ONNX Runtime runs in double." };
        var biases = new Option<bool>("--both-biases") { Description = "From a model: gates keep their two biases, b_ih and b_hh, as in PyTorch." };
        Option[] toModel = [definition, cell, sizes, lengths, states, scans], fromModel = [biases];
        var command = new Command("convert", "Writes parameters with their definition as an ONNX model, a model's weights as parameters, or parameters under other names or in another type.")
        {
            input, output, type, rename, definition, cell, sizes, lengths, states, scans, biases,
        };
        command.SetAction(parsed =>
        {
            var (from, to) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var names = new KeyNames(parsed.GetValue(rename) ?? []);
            var element = TypeOf(parsed.GetValue(type));
            switch (Kind("INPUT", from), Kind("--output", to))
            {
                case (Tensors, Model):
                    Refuse(fromModel);
                    if (element is TensorElement.F16 or TensorElement.BF16)
                        throw new ToolException($"--type: expected F32 or F64 for an ONNX model, given {element}");
                    var source = parsed.GetValue(definition) ?? throw new ToolException("--definition: expected where the definition is whose parameters these are; none was given");
                    var options = new OnnxExportOptions { Lengths = parsed.GetValue(lengths), RequireStates = parsed.GetValue(states), UseOperators = !parsed.GetValue(scans) };
                    ModelFile.Write(paper, DefinitionSource.Find(source, parsed.GetValue(cell)), parsed.GetValue(sizes), from, to, names, element, options);
                    break;
                case (Model, Tensors):
                    Refuse(toModel);
                    paper.Line($"{to}: tensors: {TensorsFile.Extract(from, to, names, element, parsed.GetValue(biases))}");
                    break;
                case (Tensors, Tensors):
                    Refuse([.. toModel, .. fromModel]);
                    paper.Line($"{to}: tensors: {TensorsFile.Convert(from, to, names, element)}");
                    break;
                default:
                    throw new ToolException($"--output: expected a .safetensors file for an ONNX model, given {to}");
            }

            return ExitCodes.Success;

            void Refuse(IEnumerable<Option> options)
            {
                if (options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
                    throw new ToolException($"{given.Name}: has no meaning for {Path.GetExtension(from)} to {Path.GetExtension(to)}");
            }
        });
        return command;
    }

    private static string Kind(string argument, string path) => Path.GetExtension(path).ToLowerInvariant() is Tensors or Model
        ? Path.GetExtension(path).ToLowerInvariant()
        : throw new ToolException($"{argument}: expected a .safetensors or .onnx file, given {path}");

    private static TensorElement? TypeOf(string? name) =>
        name is null ? null
        : TensorsFile.FloatTypes.Where(type => type.ToString() == name).Select(type => (TensorElement?)type).FirstOrDefault()
        ?? throw new ToolException($"--type: expected one of {string.Join(", ", TensorsFile.FloatTypes)}, given {name}");
}

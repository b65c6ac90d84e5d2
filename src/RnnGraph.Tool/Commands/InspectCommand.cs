using System.CommandLine;
using System.Globalization;
using RnnGraph.Files;
using RnnGraph.Onnx;
using RnnGraph.Tool.Reports;

namespace RnnGraph.Tool.Commands;

/// <summary><c>rnngraph inspect</c>: what a file of weights or a model holds.</summary>
internal static class InspectCommand
{
    public static Command Make(Paper paper)
    {
        var file = new Argument<string>("FILE") { Description = "A safetensors file (.safetensors) or an ONNX model (.onnx)." };
        var command = new Command("inspect", "Lists what a safetensors file or an ONNX model holds: names, shapes, types, sizes; of a model the graph too.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            switch (Path.GetExtension(path).ToUpperInvariant())
            {
                case ".SAFETENSORS": Tensors(paper, path); break;
                case ".ONNX": Model(paper, path); break;
                default: throw new ToolException($"FILE: expected a .safetensors or .onnx file, given {path}");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static void Tensors(Paper paper, string path)
    {
        using var reader = TensorFileReader.Open(path, verify: false); // the header alone, however large the file
        paper.Table(
            ["tensor", "type", ">shape", ">values", ">bytes"],
            reader.Entries.Select(entry => (IReadOnlyList<string>)[entry.Name, entry.Element.ToString(), entry.ShapeText, Number(entry.Count), Number(entry.End - entry.Begin)]));
        foreach (var (key, value) in reader.Metadata)
            paper.Line($"{key}: {value.ReplaceLineEndings(" ")}");
        paper.Line($"tensors: {Number(reader.Entries.Count)}, {Number(reader.Entries.Sum(entry => entry.Count))} values, {Number(reader.Entries.Sum(entry => entry.End - entry.Begin))} bytes");
    }

    private static void Model(Paper paper, string path)
    {
        var model = OnnxModel.Load(path);
        paper.Line($"graph {model.GraphName}: IR version {model.IrVersion}, {string.Join(", ", model.Opsets.Select(opset => $"opset {opset.Value}{(opset.Key.Length == 0 ? "" : $" of {opset.Key}")}"))}{(model.Producer.Length == 0 ? "" : $", made by {model.Producer}")}");
        paper.Table(
            ["", "value", "type", ">shape", ">bytes"],
            [
                .. model.Inputs.Select(value => Row("input", value.Name, value.ElementType, value.ShapeText, "")),
                .. model.Initializers.Select(tensor => Row("initializer", tensor.Name, tensor.ElementType, tensor.ShapeText, tensor.Bytes is { } bytes ? Number(bytes) : "?")),
                .. model.Outputs.Select(value => Row("output", value.Name, value.ElementType, value.ShapeText, "")),
            ]);
        foreach (var node in model.Nodes)
            paper.Line(Text(node));
        paper.Line($"nodes: {Number(model.Nodes.Count)}; initializers: {Number(model.Initializers.Count)}, {Number(model.Initializers.Sum(tensor => tensor.Bytes ?? 0))} bytes");
    }

    private static IReadOnlyList<string> Row(string kind, string name, ElementType type, string shape, string bytes) => [kind, name, type.ToString(), shape, bytes];

    /// <summary>A node as an equation: what it gives, what it reads, its attributes.</summary>
    private static string Text(OnnxNode node)
    {
        var attributes = node.AttributeTexts.Count == 0 ? "" : $"  {{{string.Join(", ", node.AttributeTexts)}}}";
        return $"  {Names(node.Outputs)} = {(node.Domain.Length > 0 ? node.Domain + "." : "")}{node.OpType}({Names(node.Inputs)}){attributes}";
    }

    /// <summary>Names in order; a dash for one that is left out.</summary>
    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => name.Length == 0 ? "–" : name));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Numerics;
using RnnGraph.Files;
using RnnGraph.Graphs;
using RnnGraph.Onnx;
using RnnGraph.Ops;
using RnnGraph.Tool.Commands;
using RnnGraph.Tool.Reports;
using RnnGraph.Tool.Sources;

namespace RnnGraph.Tool.Conversions;

/// <summary>Writes a definition with the parameters of a safetensors file as an ONNX model.</summary>
internal static class ModelFile
{
    /// <summary>Writes it, and says what it takes and gives.</summary>
    /// <param name="paper">Takes what is said.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="sizes">Its sizes; null to read them off the parameters.</param>
    /// <param name="input">The parameters' file.</param>
    /// <param name="output">The model's file.</param>
    /// <param name="names">What the file's keys are called in the definition.</param>
    /// <param name="type">F32 or F64; null for F64 where a parameter is, otherwise F32.</param>
    /// <param name="options">How it is written.</param>
    public static void Write(Paper paper, Definition definition, string? sizes, string input, string output, KeyNames names, TensorElement? type, OnnxExportOptions options)
    {
        IReadOnlyList<TensorEntry> entries;
        using (var reader = TensorFileReader.Open(input))
            entries = reader.Entries;
        var keys = names.OfAll(entries.Select(entry => entry.Name));
        var shapes = entries.ToDictionary(entry => keys[entry.Name], entry => entry.Shape, StringComparer.Ordinal);
        var parameters = definition.Graph.Nodes.Where(node => node.Op == StructureOps.Parameter).ToList();
        var graph = definition.Graph.Bind(Arguments.Sizes(sizes, definition.Graph) ?? SizesOf(definition.Graph, parameters, shapes, input));
        var isDouble = type is { } asked
            ? asked == TensorElement.F64
            : entries.Any(entry => entry.Element == TensorElement.F64 && parameters.Any(parameter => parameter.Name == keys[entry.Name]));
        if (isDouble)
            Write<double>(paper, graph, input, output, keys, options);
        else
            Write<float>(paper, graph, input, output, keys, options);
    }

    private static void Write<T>(Paper paper, Graph graph, string input, string output, IReadOnlyDictionary<string, string> keys, OnnxExportOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var report = OnnxExport.Write(graph, GraphParameters<T>.Load(graph, input, keys, out var leftOut), output, options);
        paper.Line($"{output}: {string.Join(", ", report.Inputs)} → {string.Join(", ", report.Outputs)}");
        foreach (var scan in report.Scans)
            paper.Line($"  {scan.Name}: {scan.Operator} along {scan.Axis}{(scan.IsReversed ? ", reversed" : "")}");
        if (leftOut.Count > 0)
            paper.Line($"  left out, as no parameter is called so: {string.Join(", ", leftOut)}");
    }

    /// <summary>Each size that is an extent of a parameter by itself.</summary>
    private static Dictionary<string, int> SizesOf(Graph graph, List<GraphNode> parameters, Dictionary<string, IReadOnlyList<long>> shapes, string input)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            Size[] extents = parameter.Shape.IsMatrix ? [parameter.Shape.Rows, parameter.Shape.Columns] : [parameter.Shape.Rows];
            if (!shapes.TryGetValue(parameter.Name, out var shape) || shape.Count != extents.Length)
                continue;
            foreach (var (extent, given) in extents.Zip(shape))
            {
                if (graph.Sizes.Contains(extent.ToString()) && given is > 0 and <= int.MaxValue)
                    found.TryAdd(extent.ToString(), (int)given);
            }
        }

        var missing = graph.Sizes.Where(size => !found.ContainsKey(size)).ToList();
        return missing.Count == 0 ? found : throw new ToolException($"--sizes: expected a number for {string.Join(", ", missing)}, which the parameters in {input} don't tell");
    }
}

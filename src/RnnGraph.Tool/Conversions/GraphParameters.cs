using System.Globalization;
using System.Numerics;
using RnnGraph.Files;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Tool.Conversions;

/// <summary>The parameters of a graph, its sizes bound, with values from a file: no cell is compiled for them.</summary>
internal sealed class GraphParameters<T> : INamedParameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, (int[] Shape, T[] Values)> _parameters;

    private GraphParameters(IReadOnlyList<(string Name, int[] Shape)> parameters)
    {
        Names = [.. parameters.Select(parameter => parameter.Name)];
        _parameters = parameters.ToDictionary(pair => pair.Name, pair => (pair.Shape, new T[pair.Shape.Aggregate(1, (count, extent) => checked(count * extent))]), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads them from a file, whose keys are called otherwise.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The file.</param>
    /// <param name="keys">For each of the file's keys the parameter's name.</param>
    /// <param name="leftOut">The file's keys that no parameter has.</param>
    /// <exception cref="ToolException">A parameter is missing or of another shape.</exception>
    public static GraphParameters<T> Load(Graph graph, string path, IReadOnlyDictionary<string, string> keys, out IReadOnlyList<string> leftOut)
    {
        var keyOf = keys.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        var declared = graph.Nodes.Where(node => node.Op == StructureOps.Parameter).Select(node => (node.Name, Shape: Extents(node.Shape))).ToList();

        // a key that is called otherwise is no longer there under its own; and what --sizes says takes no memory before the file agrees
        var missing = declared.Where(parameter => !keyOf.ContainsKey(parameter.Name)).Select(parameter => parameter.Name).ToList();
        var mismatched = Mismatched(path, declared.Where(parameter => keyOf.ContainsKey(parameter.Name)).Select(parameter => (keyOf[parameter.Name], parameter.Shape)));
        if (missing.Count + mismatched.Count > 0)
            throw Refusal(new(missing, [], mismatched));
        var parameters = new GraphParameters<T>(declared);
        var report = parameters.Load(path, new LoadOptions { Strict = false, KeyMap = name => keyOf[name] });
        leftOut = report.Unexpected;
        return report.Missing.Count + report.Mismatched.Count == 0 ? parameters : throw Refusal(report with { Unexpected = [] });

        ToolException Refusal(LoadReport report) => new($"INPUT: {path} doesn't hold the parameters of '{graph.Name}': {report}");
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape(string name) => _parameters[name].Shape;

    /// <inheritdoc/>
    public void Read(string name, Span<T> rowMajor) => _parameters[name].Values.CopyTo(rowMajor);

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<T> rowMajor) => rowMajor.CopyTo(_parameters[name].Values);

    private static List<string> Mismatched(string path, IEnumerable<(string Key, int[] Shape)> expected)
    {
        using var reader = TensorFileReader.Open(path);
        return [.. from tensor in expected
                   let entry = reader.Find(tensor.Key)!
                   where !entry.Shape.SequenceEqual(tensor.Shape.Select(extent => (long)extent))
                   select $"{tensor.Key}: expected floats [{string.Join(", ", tensor.Shape)}], given {entry.Element} {entry.ShapeText}"];
    }

    private static int[] Extents(Shape shape) => shape.IsMatrix ? [Number(shape.Rows), Number(shape.Columns)] : [Number(shape.Rows)];

    private static int Number(Size size) => int.Parse(size.ToString(), CultureInfo.InvariantCulture);
}

using System.Numerics;
using System.Runtime.InteropServices;
using Google.Protobuf;
using RnnGraph.Checking;
using RnnGraph.Files;
using RnnGraph.Graphs;
using RnnGraph.Onnx.Export;
using RnnGraph.Onnx.Format;
using RnnGraph.Ops;

namespace RnnGraph.Onnx;

/// <summary>
/// Writes cells and networks with their parameters as ONNX models of opset 17, as they compute in evaluation: nothing is drawn, losses and taps are left out. A scan whose equations are those of RNN, GRU or LSTM becomes
/// that operator, any other a Scan. Inputs, outputs and states keep the definition's names, a state after the last step is called <c>h.final</c>; batch and steps are open.
/// </summary>
public static class OnnxExport
{
    /// <summary>The version of ONNX's operator set that is written.</summary>
    public const int Opset = 17;

    internal const string Producer = "RnnGraph";

    // the version of the format that came with the opset
    private const int IrVersion = 8;

    /// <summary>Writes a cell or network to a file, whole or not at all.</summary>
    /// <typeparam name="T">float or double: what the model computes in.</typeparam>
    /// <param name="model">The cell or network.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The class carries no graph.</exception>
    /// <exception cref="NotSupportedException">Something of it can't be said in ONNX; the message names it, and nothing is written.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static OnnxExportReport Write<T>(IRecurrent<T> model, string path, OnnxExportOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Write(GraphOf(model), model.Parameters, path, options);

    /// <summary>Writes a cell or network to a stream.</summary>
    /// <inheritdoc cref="Write{T}(IRecurrent{T}, string, OnnxExportOptions?)"/>
    public static OnnxExportReport Write<T>(IRecurrent<T> model, Stream stream, OnnxExportOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Write(GraphOf(model), model.Parameters, stream, options);

    /// <summary>Writes a definition's graph with parameters to a file, whole or not at all.</summary>
    /// <typeparam name="T">float or double: what the model computes in.</typeparam>
    /// <param name="graph">The graph, its sizes bound.</param>
    /// <param name="parameters">A value for each of its parameters, under their names.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">A size is open, or a parameter is missing or of another shape.</exception>
    /// <exception cref="NotSupportedException">Something of it can't be said in ONNX; the message names it, and nothing is written.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static OnnxExportReport Write<T>(Graph graph, INamedParameters<T> parameters, string path, OnnxExportOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (model, report) = Make(graph, parameters, options);
        AtomicFile.Write(path, stream => model.WriteTo(stream));
        return report;
    }

    /// <summary>Writes a definition's graph with parameters to a stream.</summary>
    /// <inheritdoc cref="Write{T}(Graph, INamedParameters{T}, string, OnnxExportOptions?)"/>
    public static OnnxExportReport Write<T>(Graph graph, INamedParameters<T> parameters, Stream stream, OnnxExportOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (model, report) = Make(graph, parameters, options);
        model.WriteTo(stream);
        return report;
    }

    private static Graph GraphOf<T>(IRecurrent<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        return DefinitionGraph.Of(model) ?? throw new ArgumentException($"{model.GetType().Name} carries no graph: expected a cell or network that was generated, or compiled at run time.", nameof(model));
    }

    private static (ModelMessage Model, OnnxExportReport Report) Make<T>(Graph graph, INamedParameters<T> parameters, OnnxExportOptions? options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(parameters);
        if (graph.Sizes.Count > 0)
            throw new ArgumentException($"Expected a graph whose sizes are bound; of '{graph.Name}' {string.Join(", ", graph.Sizes)} are open.", nameof(graph));
        if (new NeededNodes(graph).Refusal() is { } refusal)
            throw new NotSupportedException($"'{graph.Name}' can't be written as an ONNX model: {refusal}.");
        var type = typeof(T) == typeof(float) ? ElementType.Float
            : typeof(T) == typeof(double) ? ElementType.Double
            : throw new NotSupportedException($"Models are written in float or double; {typeof(T).Name} was given for T.");
        RequireRoom(graph, NeededBytes(graph, type));
        var (message, report) = GraphWriter.Write(graph, type, name => Bytes(graph, parameters, name), options ?? new());
        var model = new ModelMessage
        {
            IrVersion = IrVersion,
            ProducerName = Producer,
            ProducerVersion = typeof(Size).Assembly.GetName().Version!.ToString(),
            Graph = message,
            Opsets = [new() { Version = Opset }],
        };
        RequireRoom(graph, SizeOf(model));
        return (model, report);
    }

    // before anything is read or written: a file of the format has at most 2³¹ − 1 bytes
    private static void RequireRoom(Graph graph, double bytes)
    {
        if (bytes > int.MaxValue)
            throw new NotSupportedException($"'{graph.Name}' can't be written as an ONNX model: with its parameters it takes more than the {int.MaxValue} bytes that a file of the format may have.");
    }

    // a double, as extents are so far only numbers that somebody gave
    private static double NeededBytes(Graph graph, ElementType type) =>
        new NeededNodes(graph).Nodes.Where(node => node.Op == StructureOps.Parameter).Sum(node => (double)node.Shape.Rows.Evaluate() * (node.Shape.IsMatrix ? node.Shape.Columns.Evaluate() : 1))
        * (type == ElementType.Double ? sizeof(double) : sizeof(float));

    private static double SizeOf(ModelMessage model)
    {
        try
        {
            return model.CalculateSize();
        }
        catch (OverflowException)
        {
            return double.PositiveInfinity;
        }
    }

    private static byte[] Bytes<T>(Graph graph, INamedParameters<T> parameters, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Tensors of ONNX files are little-endian, and this machine is not.");
        var shape = graph.Nodes.Single(node => node.Name == name).Shape;
        int[] expected = shape.IsMatrix ? [shape.Rows.Evaluate(), shape.Columns.Evaluate()] : [shape.Rows.Evaluate()];
        if (!parameters.Shape(name).SequenceEqual(expected))
            throw new ArgumentException($"The parameter '{name}' of '{graph.Name}' is {Shapes.Text(expected)}; {Shapes.Text(parameters.Shape(name))} was given.", nameof(parameters));
        var values = new T[Shapes.Count(expected)];
        parameters.Read(name, values);
        return MemoryMarshal.AsBytes<T>(values).ToArray();
    }
}

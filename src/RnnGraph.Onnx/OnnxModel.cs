using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx;

/// <summary>An ONNX model as its file says it. Reading checks the file's form; whether the model runs here is checked by <see cref="OnnxRunner"/>.</summary>
public sealed class OnnxModel
{
    private OnnxModel(string path, ModelMessage message)
    {
        Path = path;
        var graph = message.Graph ?? throw new OnnxException(path, "expected an ONNX model; the file holds no graph");
        IrVersion = message.IrVersion;
        Producer = $"{message.ProducerName} {message.ProducerVersion}".Trim();
        Opsets = [.. message.Opsets.Select(opset => new KeyValuePair<string, long>(opset.Domain is "ai.onnx" ? "" : opset.Domain, opset.Version))];
        GraphName = graph.Name;
        Inputs = [.. graph.Inputs.Select(Value)];
        Outputs = [.. graph.Outputs.Select(Value)];
        Initializers = [.. graph.Initializers.Select(initializer => new OnnxInitializer(initializer))];
        Nodes = [.. graph.Nodes.Select((node, index) => new OnnxNode(node, index))];
        Beyond = message.HasFunctions ? "functions" : graph.HasSparseInitializers ? "sparse initializers" : null;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The version of the format.</summary>
    public long IrVersion { get; }

    /// <summary>What wrote it, with its version.</summary>
    public string Producer { get; }

    /// <summary>The operator sets by domain; ONNX's own under the empty one.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Opsets { get; }

    /// <summary>The graph's name.</summary>
    public string GraphName { get; }

    /// <summary>What the graph takes; in files before IR version 4 its initializers are among them.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; }

    /// <summary>What the graph gives.</summary>
    public IReadOnlyList<OnnxValue> Outputs { get; }

    /// <summary>The tensors that lie in the file.</summary>
    public IReadOnlyList<OnnxInitializer> Initializers { get; }

    /// <summary>The nodes, each behind those whose results it reads.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>What the file holds that nothing here reads; null if nothing.</summary>
    internal string? Beyond { get; }

    /// <summary>Reads a model's file.</summary>
    /// <exception cref="OnnxException">There is no such file, or it is no sound model.</exception>
    public static OnnxModel Load(string path) => Read(OnnxFile.Bytes(path), path);

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">What a file would hold.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="OnnxException">It is no sound model.</exception>
    public static OnnxModel Read(byte[] bytes, string path)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new(path, OnnxFile.Parse<ModelMessage>(path, bytes, "an ONNX model"));
    }

    private static OnnxValue Value(ValueMessage message) =>
        new(message.Name, message.Type?.Tensor?.Type ?? ElementType.Undefined, message.Type?.Tensor?.Shape?.Extents);
}

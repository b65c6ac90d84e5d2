using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx.Operators;

/// <summary>What an operator is made of: its node, its version of the operator set, and its attributes, each of which must be asked for by somebody, or the node is refused.</summary>
/// <param name="path">The model's file, for messages.</param>
/// <param name="node">The node.</param>
/// <param name="opset">The version of ONNX's own operator set.</param>
internal sealed class NodeContext(string path, OnnxNode node, long opset)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public OnnxNode Node => node;

    public long Opset => opset;

    /// <summary>An integer attribute; <paramref name="otherwise"/> where the node has none of this name.</summary>
    public long Int(string name, long otherwise) => Get<long>(name, "an integer") is (true, var value) ? value : otherwise;

    /// <inheritdoc cref="Int(string, long)"/>
    public float Float(string name, float otherwise) => Get<float>(name, "a float") is (true, var value) ? value : otherwise;

    /// <inheritdoc cref="Int(string, long)"/>
    public string Text(string name, string otherwise) => Get<string>(name, "a text") is (true, { } value) ? value : otherwise;

    /// <summary>A list of integers; null where the node has none of this name.</summary>
    public IReadOnlyList<long>? Ints(string name) => Get<List<long>>(name, "integers").Value;

    /// <summary>A list of floats; null where the node has none of this name.</summary>
    public IReadOnlyList<float>? Floats(string name) => Get<List<float>>(name, "floats").Value;

    /// <summary>A list of texts; null where the node has none of this name.</summary>
    public IReadOnlyList<string>? Texts(string name) => Get<List<string>>(name, "texts").Value;

    /// <summary>A tensor; null where the node has none of this name.</summary>
    public OnnxTensor? Tensor(string name)
    {
        var message = Get<TensorMessage>(name, "a tensor").Value;
        try
        {
            return message is null ? null : TensorDecoder.Decode(message);
        }
        catch (FormatException fault)
        {
            throw new OnnxException(path, $"{node.Label}: the attribute {name}: {fault.Message}", fault);
        }
    }

    /// <summary>Whether the node has an attribute of this name.</summary>
    public bool Has(string name) => node.Attributes.Any(attribute => attribute.Name == name);

    /// <summary>Refuses a node with fewer or more inputs or outputs than its operator has.</summary>
    public void Expect(int leastInputs, int mostInputs, int mostOutputs = 1)
    {
        if (node.Inputs.Count < leastInputs || node.Inputs.Count > mostInputs)
            throw Fault($"expected {(leastInputs == mostInputs ? $"{leastInputs}" : $"{leastInputs} to {mostInputs}")} inputs, given {node.Inputs.Count}");
        if (node.Outputs.Count > mostOutputs)
            throw Fault($"expected at most {mostOutputs} outputs, given {node.Outputs.Count}");
    }

    /// <summary>Refuses a node with an attribute that nobody asked for, or one twice.</summary>
    public void RequireAllAsked()
    {
        if (node.Attributes.FirstOrDefault(attribute => !_asked.Contains(attribute.Name)) is { } unknown)
            throw Fault($"its attribute '{unknown.Name}' isn't known in opset {opset}");
        if (node.Attributes.DistinctBy(attribute => attribute.Name).Count() != node.Attributes.Count)
            throw Fault("it has an attribute twice");
    }

    /// <summary>An error that names file and node.</summary>
    public OnnxException Fault(string problem, Exception? inner = null) => new(path, $"{node.Label}: {problem}", inner);

    private (bool Found, T? Value) Get<T>(string name, string what)
    {
        _asked.Add(name);
        if (node.Attributes.FirstOrDefault(attribute => attribute.Name == name) is not { } found)
            return (false, default);
        return found.Value is T value ? (true, value) : throw Fault($"its attribute {name} is not {what}");
    }
}

using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx.Export;

/// <summary>The nodes of the model's graph, or of a Scan's body.</summary>
internal sealed class Block(ModelDraft draft)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The nodes, each behind those that it reads.</summary>
    public List<NodeMessage> Nodes { get; } = [];

    /// <summary>Whether a node of this block gives the value of this name.</summary>
    public bool Gives(string name) => _given.Contains(name);

    /// <summary>Adds a node with one result.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="wanted">What its result should be called.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>What its result is called.</returns>
    public string Add(string op, string wanted, IReadOnlyList<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var name = draft.Claim(wanted);
        Add(op, inputs, [name], attributes);
        return name;
    }

    /// <summary>Adds a node with results whose names were claimed before.</summary>
    public void Add(string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        AddNamed(outputs.First(name => name.Length > 0), op, inputs, outputs, attributes);

    /// <summary>The same, of a node with a name of its own.</summary>
    public void AddNamed(string name, string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Nodes.Add(new NodeMessage
        {
            Name = name,
            OpType = op,
            Inputs = inputs,
            Outputs = outputs,
            Attributes = [.. attributes.ToArray().Select(attribute => new AttributeMessage { Name = attribute.Name, Value = attribute.Value })],
        });
        _given.UnionWith(outputs);
    }
}

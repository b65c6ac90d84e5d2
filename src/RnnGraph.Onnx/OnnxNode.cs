using System.Globalization;
using RnnGraph.Onnx.Format;

namespace RnnGraph.Onnx;

/// <summary>A node of a graph: an operator, what it reads and what it gives.</summary>
public sealed class OnnxNode
{
    internal OnnxNode(NodeMessage message, int index)
    {
        Index = index;
        Name = message.Name;
        OpType = message.OpType;
        Domain = message.Domain is "ai.onnx" ? "" : message.Domain;
        Inputs = message.Inputs;
        Outputs = message.Outputs;
        Attributes = message.Attributes;
    }

    /// <summary>Its place in the graph, from 0.</summary>
    public int Index { get; }

    /// <summary>Its own name; often empty.</summary>
    public string Name { get; }

    /// <summary>The operator.</summary>
    public string OpType { get; }

    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public string Domain { get; }

    /// <summary>The names of what it reads, in the operator's order; empty for an optional one that is left out.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The names of what it gives, in the operator's order; empty for an optional one that nobody wants.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Each attribute with its value: <c>hidden_size = 8</c>.</summary>
    public IReadOnlyList<string> AttributeTexts => [.. Attributes.Select(attribute => $"{attribute.Name} = {Text(attribute.Value)}")];

    internal IReadOnlyList<AttributeMessage> Attributes { get; }

    /// <summary>The node as messages name it.</summary>
    internal string Label => $"node {(Name.Length > 0 ? $"'{Name}'" : Index.ToString(CultureInfo.InvariantCulture))} ({(Domain.Length > 0 ? Domain + "." : "")}{OpType})";

    private static string Text(object? value) => value switch
    {
        null => "?",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => text,
        List<float> numbers => Shorten(numbers.Select(number => Text(number)), numbers.Count),
        List<long> numbers => Shorten(numbers.Select(number => Text(number)), numbers.Count),
        List<string> texts => Shorten(texts, texts.Count),
        TensorMessage tensor => $"{tensor.Type} {Shapes.Text(tensor.Dims)}",
        _ => throw new InvalidOperationException($"An attribute can't be a {value.GetType().Name}."),
    };

    private static string Shorten(IEnumerable<string> texts, int count)
    {
        const int Most = 8;
        return $"[{string.Join(", ", texts.Take(Most))}{(count > Most ? ", …" : "")}]";
    }
}

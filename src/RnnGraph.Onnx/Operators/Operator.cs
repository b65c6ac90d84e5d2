namespace RnnGraph.Onnx.Operators;

/// <summary>Computes a node's outputs, in their order; one that nobody wants may be null.</summary>
/// <param name="inputs">The node's inputs in their order.</param>
internal delegate OnnxTensor?[] Operator(OperatorInputs inputs);

/// <summary>The inputs of one computation.</summary>
/// <param name="node">The node, for messages.</param>
/// <param name="values">The values in the operator's order; null for one that is left out.</param>
internal sealed class OperatorInputs(NodeContext node, OnnxTensor?[] values)
{
    /// <summary>How many there are, those left out included.</summary>
    public int Count => values.Length;

    /// <summary>An input that must be there.</summary>
    public OnnxTensor this[int index] => Optional(index) ?? throw node.Fault($"its input {index} is missing");

    /// <summary>An input, or null.</summary>
    public OnnxTensor? Optional(int index) => index < values.Length ? values[index] : null;

    /// <summary>An input of integers as 64 bit ones, such as axes or a shape; null where it is left out.</summary>
    public long[]? Integers(int index) => Optional(index) switch
    {
        null => null,
        OnnxTensor<long> longs => longs.Array,
        OnnxTensor<int> ints => Array.ConvertAll(ints.Array, value => (long)value),
        var other => throw node.Fault($"its input {index} is {other.ElementType}, expected integers"),
    };
}

namespace RnnGraph.Onnx.Operators;

/// <summary>Constant: one of the attributes value, value_float, value_floats, value_int and value_ints; the last four from opset 12 on.</summary>
internal static class Constants
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(0, 0);
        var value = Value(node);
        return _ => [value];
    }

    private static OnnxTensor Value(NodeContext node)
    {
        if (node.Node.Attributes.Count != 1)
            throw node.Fault($"expected one attribute with its value, given {node.Node.Attributes.Count}");
        return node.Node.Attributes[0].Name switch
        {
            "value" => node.Tensor("value")!,
            "value_float" when node.Opset >= 12 => OnnxTensor.Create([node.Float("value_float", 0)]),
            "value_int" when node.Opset >= 12 => OnnxTensor.Create([node.Int("value_int", 0)]),
            "value_floats" when node.Opset >= 12 => Vector(node.Floats("value_floats")!),
            "value_ints" when node.Opset >= 12 => Vector(node.Ints("value_ints")!),
            var other => throw node.Fault($"its attribute '{other}' is not supported"),
        };
    }

    private static OnnxTensor<T> Vector<T>(IReadOnlyList<T> values)
        where T : unmanaged => OnnxTensor.Create([.. values], values.Count);
}

namespace RnnGraph.Onnx.Operators;

/// <summary>ConstantOfShape: one value, float 0 unless given, in a shape that the graph computes. PyTorch's exporter writes the initial states of a batch of any size so.</summary>
internal static class Filling
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(1, 1);
        var value = node.Tensor("value") ?? OnnxTensor.Create([0f], 1);
        if (value.Count != 1)
            throw node.Fault($"its value is {value.ShapeText}; expected one element");
        return inputs =>
        {
            var shape = inputs.Integers(0) ?? throw node.Fault("its input 0 is missing");
            return Shapes.Count(shape) <= Shapes.MostFromNothing
                ? [value.Fill(Array.ConvertAll(shape, extent => (int)extent))]
                : throw node.Fault($"its result {Shapes.Text(shape)} has a negative extent, or more than {Shapes.MostFromNothing} values");
        };
    }
}

namespace RnnGraph.Onnx.Operators;

/// <summary>Expand: repeats a tensor along the axes that it lacks or has once, until it fits a shape that the graph computes; where the shape says 1 the tensor's extent stays.</summary>
internal static class Expansion
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(2, 2);
        return inputs =>
        {
            var (x, wanted) = (inputs[0], inputs.Integers(1) ?? throw node.Fault("its input 1 is missing"));
            if (wanted.Length > Shapes.MostAxes || Shapes.Count(wanted) is null)
                throw node.Fault($"its shape {Shapes.Text(wanted)} has a negative extent, or is too large");
            var shape = Broadcast.Shape(node, x.Shape, Array.ConvertAll(wanted, extent => (int)extent));
            return Shapes.Count(shape) <= Math.Max(x.Count, Shapes.MostFromNothing)
                ? [x.Count == 1 ? x.Fill(shape) : x.Take(shape, Broadcast.Places(x, shape))]
                : throw node.Fault($"its result {Shapes.Text(shape)} has more than {Shapes.MostFromNothing} values");
        };
    }
}

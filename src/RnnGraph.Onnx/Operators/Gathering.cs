namespace RnnGraph.Onnx.Operators;

/// <summary>Gather: for each index the slice of x at that place along an axis; the indices' shape stands in the axis's place. Negative ones count from the end.</summary>
internal static class Gathering
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(2, 2);
        var named = node.Int("axis", 0);
        return inputs =>
        {
            var (x, shape, of) = (inputs[0], inputs[0].ShapeArray(), inputs[1]);
            var axis = Axes.Of(node, named, x.Rank);
            var extent = shape[axis];
            var indices = Array.ConvertAll(inputs.Integers(1)!, index => index >= -extent && index < extent
                ? (int)(index < 0 ? index + extent : index)
                : throw node.Fault($"the index {index} is outside of axis {axis} of {x.ShapeText}"));
            int[] target = [.. shape[..axis], .. of.Shape, .. shape[(axis + 1)..]];
            if (Shapes.Count(target.Select(size => (long)size)) is null)
                throw node.Fault($"its result {Shapes.Text(target)} is too large");

            var y = x.Zeros(target);
            if (y.Count == 0)
                return [y];
            var inner = Shapes.Count(shape.AsSpan(axis + 1));
            var outer = Shapes.Count(shape.AsSpan(0, axis));
            for (var i = 0; i < outer; i++)
            {
                for (var j = 0; j < indices.Length; j++)
                    x.CopyTo(((i * extent) + indices[j]) * inner, y, ((i * indices.Length) + j) * inner, inner);
            }

            return [y];
        };
    }
}

namespace RnnGraph.Onnx.Operators;

/// <summary>Concat: the inputs behind one another along an axis; the other extents are equal.</summary>
internal static class Concatenation
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(1, int.MaxValue);
        if (!node.Has("axis"))
            throw node.Fault("it names no axis");
        var named = node.Int("axis", 0);
        return inputs =>
        {
            OnnxTensor[] parts = [.. Enumerable.Range(0, inputs.Count).Select(i => inputs[i])];
            var (shape, total) = (parts[0].ShapeArray(), 0L);
            var axis = Axes.Of(node, named, shape.Length);
            foreach (var part in parts)
            {
                if (part.ElementType != parts[0].ElementType || part.Rank != shape.Length || part.ShapeArray().Where((extent, i) => i != axis && extent != shape[i]).Any())
                    throw node.Fault($"{parts[0].ElementType} {parts[0].ShapeText} and {part.ElementType} {part.ShapeText} don't fit along axis {axis}");
                total += part.Shape[axis];
            }

            if (Shapes.Count([.. shape.Select((extent, i) => i == axis ? total : extent)]) is null)
                throw node.Fault($"its result has {total} along axis {axis} of {Shapes.Text(shape)}: it is too large");
            shape[axis] = (int)total;

            var y = parts[0].Zeros(shape);
            if (y.Count == 0)
                return [y];
            var inner = Shapes.Count(shape.AsSpan(axis + 1));
            var outer = Shapes.Count(shape.AsSpan(0, axis));
            var offset = 0;
            foreach (var part in parts)
            {
                var block = part.Shape[axis] * inner;
                for (var i = 0; i < outer; i++)
                    part.CopyTo(i * block, y, (i * shape[axis] * inner) + offset, block);
                offset += block;
            }

            return [y];
        };
    }
}

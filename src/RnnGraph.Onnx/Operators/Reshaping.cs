namespace RnnGraph.Onnx.Operators;

/// <summary>Operators that leave the values as they are, or tell of their shape: Reshape, Squeeze, Unsqueeze, Shape.</summary>
internal static class Reshaping
{
    /// <summary>The opset from which the axes of Squeeze and Unsqueeze are an input.</summary>
    private const long AxesAsInput = 13;

    /// <summary>Reshape: 0 takes the extent of the same place (unless allowzero, opset 14), −1 what is left.</summary>
    public static Operator MakeReshape(NodeContext node)
    {
        node.Expect(2, 2);
        var allowZero = node.Opset >= 14 && node.Int("allowzero", 0) != 0;
        return inputs =>
        {
            var (x, wanted) = (inputs[0], inputs.Integers(1) ?? throw node.Fault("its input 1 is missing"));
            var shape = wanted.Select((extent, axis) => extent != 0 || allowZero ? extent : axis < x.Rank ? x.Shape[axis] : throw node.Fault($"the extent 0 at {axis} stands for one of {x.ShapeText}, which has no such axis")).ToArray();
            var open = Array.IndexOf(shape, -1);
            if (open >= 0)
            {
                var known = Shapes.Count(shape.Where((_, axis) => axis != open));
                shape[open] = known > 0 && x.Count % known == 0 ? x.Count / known.Value : throw Misfit();
            }

            return Shapes.Count(shape) == x.Count ? [x.Reshape(Array.ConvertAll(shape, extent => (int)extent))] : throw Misfit();

            OnnxException Misfit() => node.Fault($"a tensor {x.ShapeText} can't have the shape {Shapes.Text(wanted)}");
        };
    }

    /// <summary>Squeeze: leaves out the axes named, or all of extent 1.</summary>
    public static Operator MakeSqueeze(NodeContext node)
    {
        var fixedAxes = FixedAxes(node, leastInputs: 1);
        return inputs =>
        {
            var x = inputs[0];
            var axes = (fixedAxes ?? inputs.Integers(1)) is { } named ? Axes.Of(node, named, x.Rank) : [.. Enumerable.Range(0, x.Rank).Where(axis => x.Shape[axis] == 1)];
            var shape = x.ShapeArray();
            if (axes.Where(axis => shape[axis] != 1).Select(axis => (int?)axis).FirstOrDefault() is { } wide)
                throw node.Fault($"the axis {wide} of {x.ShapeText} can't be left out: it is not 1");
            return [x.Reshape([.. shape.Where((_, axis) => !axes.Contains(axis))])];
        };
    }

    /// <summary>Unsqueeze: puts axes of extent 1 at the places named, which are those of the result.</summary>
    public static Operator MakeUnsqueeze(NodeContext node)
    {
        var fixedAxes = FixedAxes(node, leastInputs: 2);
        return inputs =>
        {
            var x = inputs[0];
            var named = fixedAxes ?? inputs.Integers(1) ?? throw node.Fault("it names no axes");
            var rank = x.Rank + named.Count;
            var axes = Axes.Of(node, named, rank);
            var rest = new Queue<int>(x.ShapeArray());
            return [x.Reshape([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())])];
        };
    }

    /// <summary>Shape: the extents as 64 bit integers; from opset 15 on those from <c>start</c> up to <c>end</c>, cut to the axes that are there.</summary>
    public static Operator MakeShape(NodeContext node)
    {
        node.Expect(1, 1);
        var (start, end) = node.Opset >= 15 ? (node.Int("start", 0), node.Int("end", long.MaxValue)) : (0, long.MaxValue);
        return inputs =>
        {
            var x = inputs[0];
            int Place(long axis) => (int)Math.Clamp(axis < 0 ? axis + x.Rank : axis, 0, x.Rank);
            var (from, to) = (Place(start), Place(end));
            long[] extents = [.. x.ShapeArray().Skip(from).Take(to - from).Select(extent => (long)extent)];
            return [OnnxTensor.Create(extents, extents.Length)];
        };
    }

    private static IReadOnlyList<long>? FixedAxes(NodeContext node, int leastInputs)
    {
        var asInput = node.Opset >= AxesAsInput;
        node.Expect(asInput ? leastInputs : 1, asInput ? 2 : 1);
        return asInput ? null : node.Ints("axes");
    }
}

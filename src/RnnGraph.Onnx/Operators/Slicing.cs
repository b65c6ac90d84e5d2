namespace RnnGraph.Onnx.Operators;

/// <summary>Slice: from a start up to an end along each axis named, in steps that may go backwards; both are cut to what is there. Attributes before opset 10, inputs from it on.</summary>
internal static class Slicing
{
    public static Operator Make(NodeContext node)
    {
        if (node.Opset < 10)
        {
            node.Expect(1, 1);
            var (starts, ends, axes) = (node.Ints("starts") ?? throw node.Fault("it has no starts"), node.Ints("ends") ?? throw node.Fault("it has no ends"), node.Ints("axes"));
            return inputs => [Cut(node, inputs[0], starts, ends, axes, null)];
        }

        node.Expect(3, 5);
        return inputs => [Cut(node, inputs[0], inputs.Integers(1) ?? [], inputs.Integers(2) ?? [], inputs.Integers(3), inputs.Integers(4))];
    }

    private static OnnxTensor Cut(NodeContext node, OnnxTensor x, IReadOnlyList<long> starts, IReadOnlyList<long> ends, IReadOnlyList<long>? axes, IReadOnlyList<long>? steps)
    {
        var count = starts.Count;
        if (ends.Count != count || (axes?.Count ?? count) != count || (steps?.Count ?? count) != count)
            throw node.Fault("starts, ends, axes and steps are not equally many");
        if (axes is null && count > x.Rank)
            throw node.Fault($"it cuts {count} axes of {x.ShapeText}");
        int[] cut = axes is null ? [.. Enumerable.Range(0, count)] : [.. axes.Select(axis => Axes.Of(node, axis, x.Rank))];
        Axes.Of(node, cut.Select(axis => (long)axis), x.Rank);

        var (shape, strides, begin) = (x.ShapeArray(), Shapes.Strides(x.Shape), 0);
        for (var i = 0; i < count; i++)
        {
            var (axis, step) = (cut[i], steps?[i] ?? 1);
            var (from, to) = Range(node, starts[i], ends[i], step, shape[axis]);
            var reach = step > 0 ? to - from : from - to;
            var length = reach <= 0 ? 0 : ((reach - 1) / Math.Abs(step)) + 1;
            begin += length > 0 ? (int)from * strides[axis] : 0;
            (shape[axis], strides[axis]) = ((int)length, length > 1 ? (int)(strides[axis] * step) : 0);
        }

        return x.Take(shape, Shapes.Places(shape, strides, begin));
    }

    /// <summary>The first place and the place behind the last, in the step's direction.</summary>
    private static (long From, long To) Range(NodeContext node, long start, long end, long step, int extent)
    {
        if (step is 0 or long.MinValue)
            throw node.Fault($"its step is {step}");
        if (extent == 0)
            return (0, 0);
        var (from, to) = (start < 0 ? start + extent : start, end < 0 ? end + extent : end);
        return step > 0
            ? (Math.Clamp(from, 0, extent), Math.Clamp(to, 0, extent))
            : (Math.Clamp(from, 0, extent - 1), Math.Clamp(to, -1, extent - 1));
    }
}

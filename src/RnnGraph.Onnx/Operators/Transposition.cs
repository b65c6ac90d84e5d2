namespace RnnGraph.Onnx.Operators;

/// <summary>Transpose: axis i of the result is axis perm[i] of x; all in reverse where perm isn't given.</summary>
internal static class Transposition
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(1, 1);
        var permutation = node.Ints("perm");
        return inputs =>
        {
            var x = inputs[0];
            int[] axes = permutation is null ? [.. Enumerable.Range(0, x.Rank).Reverse()] : [.. permutation.Select(axis => Axes.Of(node, axis, x.Rank))];
            if (axes.Length != x.Rank || axes.Distinct().Count() != x.Rank)
                throw node.Fault($"perm {Shapes.Text(axes)} doesn't name each axis of {x.ShapeText} once");
            var (shape, strides) = (x.ShapeArray(), Shapes.Strides(x.Shape));
            int[] target = [.. axes.Select(axis => shape[axis])];
            return [x.Take(target, Shapes.Places(target, [.. axes.Select(axis => strides[axis])]))];
        };
    }
}

namespace RnnGraph.Onnx.Operators;

/// <summary>Shapes that fit as numpy's do: aligned at the last axis, an extent of 1 or an axis that isn't there repeated.</summary>
internal static class Broadcast
{
    /// <summary>The shape that both are repeated to.</summary>
    /// <exception cref="OnnxException">They don't fit, or the result is too large.</exception>
    public static int[] Shape(NodeContext node, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var shape = new int[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (left, right) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            shape[^i] = left == right || right == 1 ? left : left == 1 ? right : throw node.Fault($"{Shapes.Text(a.ToArray())} and {Shapes.Text(b.ToArray())} don't fit");
        }

        return Shapes.Count(shape.Select(extent => (long)extent)) is null ? throw node.Fault($"its result {Shapes.Text(shape)} is too large") : shape;
    }

    /// <summary>A tensor repeated to a shape that <see cref="Shape"/> gave.</summary>
    public static OnnxTensor<T> To<T>(OnnxTensor<T> x, int[] shape)
        where T : unmanaged => x.Shape.SequenceEqual(shape) ? x : (OnnxTensor<T>)x.Take(shape, Places(x, shape));

    /// <summary>For each place of such a shape, where in the tensor its value lies.</summary>
    public static int[] Places(OnnxTensor x, int[] shape)
    {
        var strides = new int[shape.Length];
        var own = Shapes.Strides(x.Shape);
        for (var i = 1; i <= own.Length; i++)
            strides[^i] = x.Shape[^i] == 1 ? 0 : own[^i];
        return Shapes.Places(shape, strides);
    }
}

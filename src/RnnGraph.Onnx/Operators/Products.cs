using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Onnx.Operators;

/// <summary>Products of matrices: MatMul, Gemm.</summary>
internal static class Products
{
    private const int LeastExtents = 2;

    /// <summary>MatMul, as numpy's matmul: the last two axes are matrices, those before are repeated to fit; a vector is a row on the left, a column on the right.</summary>
    public static Operator MakeMatMul(NodeContext node)
    {
        node.Expect(2, 2);
        return inputs =>
        [
            (inputs[0], inputs[1]) switch
            {
                (OnnxTensor<float> a, OnnxTensor<float> b) => MatMul(node, a, b),
                (OnnxTensor<double> a, OnnxTensor<double> b) => MatMul(node, a, b),
                (OnnxTensor<int> a, OnnxTensor<int> b) => MatMul(node, a, b),
                (OnnxTensor<long> a, OnnxTensor<long> b) => MatMul(node, a, b),
                var (a, b) => throw node.Fault($"it doesn't multiply {a.ElementType} and {b.ElementType}"),
            },
        ];
    }

    /// <summary>Gemm: alpha·A′·B′ + beta·C, A′ and B′ the matrices or their transposes, C repeated to fit, optional from opset 11 on.</summary>
    public static Operator MakeGemm(NodeContext node)
    {
        node.Expect(node.Opset >= 11 ? 2 : 3, 3);
        var (alpha, beta) = (node.Float("alpha", 1), node.Float("beta", 1));
        var (left, right) = (node.Int("transA", 0) != 0, node.Int("transB", 0) != 0);
        return inputs =>
        [
            (inputs[0], inputs[1]) switch
            {
                (OnnxTensor<float> a, OnnxTensor<float> b) => Gemm(node, Turn(node, a, left), Turn(node, b, right), inputs.Optional(2), alpha, beta),
                (OnnxTensor<double> a, OnnxTensor<double> b) => Gemm(node, Turn(node, a, left), Turn(node, b, right), inputs.Optional(2), alpha, beta),
                var (a, b) => throw node.Fault($"it takes two of Float or two of Double, not {a.ElementType} and {b.ElementType}"),
            },
        ];
    }

    private static OnnxTensor<T> MatMul<T>(NodeContext node, OnnxTensor<T> a, OnnxTensor<T> b)
        where T : unmanaged, INumber<T>
    {
        if (a.Rank == 0 || b.Rank == 0)
            throw node.Fault("a scalar is no matrix");
        var (left, right) = (a.Rank == 1 ? [1, .. a.Shape] : a.ShapeArray(), b.Rank == 1 ? [.. b.Shape, 1] : b.ShapeArray());
        var (rows, inner, columns) = (left[^2], left[^1], right[^1]);
        if (right[^2] != inner)
            throw node.Fault($"{a.ShapeText} times {b.ShapeText}: {inner} columns, but {right[^2]} rows");

        var outer = Broadcast.Shape(node, left.AsSpan(..^2), right.AsSpan(..^2));
        int[] shape = [.. outer, .. a.Rank == 1 ? Array.Empty<int>() : [rows], .. b.Rank == 1 ? Array.Empty<int>() : [columns]];
        if (Shapes.Count(shape.Select(extent => (long)extent)) is not { } count)
            throw node.Fault($"its result {Shapes.Text(shape)} is too large");
        if (inner == 0 && count > Shapes.MostFromNothing)
            throw node.Fault($"its result {Shapes.Text(shape)} is too large for sums over nothing");
        var y = new T[count];
        if (count == 0 || inner == 0)
            return new(y, shape);
        var (leftPlaces, rightPlaces) = (Matrices(left, outer), Matrices(right, outer));
        for (var i = 0; i < leftPlaces.Length; i++)
            Multiply(a.Values.Slice(leftPlaces[i], rows * inner), b.Values.Slice(rightPlaces[i], inner * columns), y.AsSpan(i * rows * columns, rows * columns), inner, columns);
        return new(y, shape);
    }

    /// <summary>Where each matrix of a stack begins, the stack repeated to <paramref name="outer"/>.</summary>
    private static int[] Matrices(int[] shape, int[] outer)
    {
        var strides = new int[outer.Length];
        var own = Shapes.Strides(shape);
        for (var i = 1; i <= shape.Length - LeastExtents; i++)
            strides[^i] = shape[^(i + LeastExtents)] == 1 ? 0 : own[^(i + LeastExtents)];
        return Shapes.Places(outer, strides);
    }

    /// <summary>y += A·B, a row of B at a time.</summary>
    private static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, int inner, int columns)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < a.Length; i++)
        {
            var row = y.Slice(i / inner * columns, columns);
            TensorPrimitives.MultiplyAdd(b.Slice(i % inner * columns, columns), a[i], row, row);
        }
    }

    private static OnnxTensor<T> Turn<T>(NodeContext node, OnnxTensor<T> x, bool transposed)
        where T : unmanaged
    {
        if (x.Rank != LeastExtents)
            throw node.Fault($"{x.ShapeText} is no matrix");
        int[] shape = [x.Shape[1], x.Shape[0]];
        return transposed ? (OnnxTensor<T>)x.Take(shape, Shapes.Places(shape, [1, x.Shape[1]])) : x;
    }

    private static OnnxTensor<T> Gemm<T>(NodeContext node, OnnxTensor<T> a, OnnxTensor<T> b, OnnxTensor? c, float alpha, float beta)
        where T : unmanaged, INumber<T>
    {
        var product = MatMul(node, a, b);
        var y = product.Array;
        TensorPrimitives.Multiply(product.Values, T.CreateTruncating(alpha), y);
        if (c is null)
            return product;
        if (c is not OnnxTensor<T> added || !Broadcast.Shape(node, product.Shape, c.Shape).SequenceEqual(product.ShapeArray()))
            throw node.Fault($"C is {c.ElementType} {c.ShapeText}; expected {product.ElementType} that fits {product.ShapeText}");
        TensorPrimitives.MultiplyAdd(Broadcast.To(added, product.ShapeArray()).Values, T.CreateTruncating(beta), y, y);
        return product;
    }
}

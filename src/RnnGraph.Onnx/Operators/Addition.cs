using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Onnx.Operators;

/// <summary>Add: a + b, each repeated along the axes that it lacks or has once.</summary>
internal static class Addition
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(2, 2);
        return inputs =>
        [
            (inputs[0], inputs[1]) switch
            {
                (OnnxTensor<float> a, OnnxTensor<float> b) => Add(node, a, b),
                (OnnxTensor<double> a, OnnxTensor<double> b) => Add(node, a, b),
                (OnnxTensor<int> a, OnnxTensor<int> b) => Add(node, a, b),
                (OnnxTensor<long> a, OnnxTensor<long> b) => Add(node, a, b),
                var (a, b) => throw node.Fault($"it doesn't add {a.ElementType} and {b.ElementType}"),
            },
        ];
    }

    private static OnnxTensor<T> Add<T>(NodeContext node, OnnxTensor<T> a, OnnxTensor<T> b)
        where T : unmanaged, INumber<T>
    {
        var shape = Broadcast.Shape(node, a.Shape, b.Shape);
        var (left, right) = (Broadcast.To(a, shape), Broadcast.To(b, shape));
        var y = new T[left.Count];
        TensorPrimitives.Add(left.Values, right.Values, y);
        return new(y, shape);
    }
}

using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Onnx.Operators;

/// <summary>Operators that work value by value: Sigmoid, Tanh, Relu, Identity.</summary>
internal static class Elementwise
{
    private delegate void Function<T>(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>σ(x) = 1/(1 + e⁻ˣ).</summary>
    public static Operator MakeSigmoid(NodeContext node) => Make(node, TensorPrimitives.Sigmoid, TensorPrimitives.Sigmoid);

    /// <summary>tanh x.</summary>
    public static Operator MakeTanh(NodeContext node) => Make(node, TensorPrimitives.Tanh, TensorPrimitives.Tanh);

    /// <summary>max(x, 0), of integers too.</summary>
    public static Operator MakeRelu(NodeContext node)
    {
        node.Expect(1, 1);
        return inputs =>
        [
            inputs[0] switch
            {
                OnnxTensor<float> x => Map<float>(x, Relu),
                OnnxTensor<double> x => Map<double>(x, Relu),
                OnnxTensor<int> x => Map<int>(x, Relu),
                OnnxTensor<long> x => Map<long>(x, Relu),
                var other => throw node.Fault($"it doesn't take {other.ElementType}"),
            },
        ];
    }

    /// <summary>x, of any type.</summary>
    public static Operator MakeIdentity(NodeContext node)
    {
        node.Expect(1, 1);
        return inputs => [inputs[0]];
    }

    private static Operator Make(NodeContext node, Function<float> single, Function<double> twice)
    {
        node.Expect(1, 1);
        return inputs =>
        [
            inputs[0] switch
            {
                OnnxTensor<float> x => Map(x, single),
                OnnxTensor<double> x => Map(x, twice),
                var other => throw node.Fault($"it takes Float or Double, not {other.ElementType}"),
            },
        ];
    }

    private static OnnxTensor<T> Map<T>(OnnxTensor<T> x, Function<T> function)
        where T : unmanaged
    {
        var y = new T[x.Count];
        function(x.Values, y);
        return new(y, x.ShapeArray());
    }

    private static void Relu<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : INumber<T> => TensorPrimitives.Max(x, T.Zero, y);
}

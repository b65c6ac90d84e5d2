using System.Numerics;

namespace RnnGraph.Onnx.Operators;

/// <summary>Cast: the values in another type. Floats become integers towards 0, and what isn't 0 is true.</summary>
internal static class Casting
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(1, 1);
        var to = (ElementType)node.Int("to", 0);
        if (node.Opset >= 19)
            node.Int("saturate", 1); // of 8 bit floats alone
        if (to is not (ElementType.Float or ElementType.Double or ElementType.Int32 or ElementType.Int64 or ElementType.Bool))
            throw node.Fault($"it doesn't cast to {to}");
        return inputs =>
        [
            inputs[0] switch
            {
                OnnxTensor<float> x => To(x, x.Array, to),
                OnnxTensor<double> x => To(x, x.Array, to),
                OnnxTensor<int> x => To(x, x.Array, to),
                OnnxTensor<long> x => To(x, x.Array, to),
                OnnxTensor<bool> x => To(x, Array.ConvertAll(x.Array, value => value ? 1 : 0), to),
                var other => throw node.Fault($"it doesn't cast {other.ElementType}"),
            },
        ];
    }

    private static OnnxTensor To<T>(OnnxTensor x, T[] values, ElementType to)
        where T : unmanaged, INumber<T> => to switch
        {
            ElementType.Float => new OnnxTensor<float>(Array.ConvertAll(values, float.CreateTruncating), x.ShapeArray()),
            ElementType.Double => new OnnxTensor<double>(Array.ConvertAll(values, double.CreateTruncating), x.ShapeArray()),
            ElementType.Int32 => new OnnxTensor<int>(Array.ConvertAll(values, int.CreateTruncating), x.ShapeArray()),
            ElementType.Int64 => new OnnxTensor<long>(Array.ConvertAll(values, long.CreateTruncating), x.ShapeArray()),
            _ => new OnnxTensor<bool>(Array.ConvertAll(values, value => !T.IsZero(value)), x.ShapeArray()),
        };
}

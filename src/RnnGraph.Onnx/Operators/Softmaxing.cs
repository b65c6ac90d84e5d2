using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGraph.Onnx.Operators;

/// <summary>Softmax: eˣ/Σ eˣ along an axis. Before opset 13 all axes from the one named on count as one, and axis 1 is named when none is; from 13 on the axis alone, the last when none is.</summary>
internal static class Softmaxing
{
    public static Operator Make(NodeContext node)
    {
        node.Expect(1, 1);
        var flattens = node.Opset < 13;
        var named = node.Int("axis", flattens ? 1 : -1);
        return inputs =>
        [
            inputs[0] switch
            {
                OnnxTensor<float> x => Run(node, x, named, flattens),
                OnnxTensor<double> x => Run(node, x, named, flattens),
                var other => throw node.Fault($"it takes Float or Double, not {other.ElementType}"),
            },
        ];
    }

    private static OnnxTensor<T> Run<T>(NodeContext node, OnnxTensor<T> x, long named, bool flattens)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var axis = x.Rank == 0 ? 0 : Axes.Of(node, named, x.Rank);
        if (x.Count == 0)
            return new([], x.ShapeArray());
        var length = flattens ? Shapes.Count(x.Shape[axis..]) : x.Rank == 0 ? 1 : x.Shape[axis];
        var inner = flattens || x.Rank == 0 ? 1 : Shapes.Count(x.Shape[(axis + 1)..]);
        var y = new T[x.Count];
        var line = new T[length];
        for (var first = 0; first < y.Length; first += length * inner)
        {
            for (var i = first; i < first + inner; i++)
            {
                for (var j = 0; j < length; j++)
                    line[j] = x.Array[i + (j * inner)];

                // less the largest, so that no exponential overflows
                TensorPrimitives.Subtract(line, TensorPrimitives.Max<T>(line), line);
                TensorPrimitives.Exp<T>(line, line);
                TensorPrimitives.Divide(line, TensorPrimitives.Sum<T>(line), line);
                for (var j = 0; j < length; j++)
                    y[i + (j * inner)] = line[j];
            }
        }

        return new(y, x.ShapeArray());
    }
}

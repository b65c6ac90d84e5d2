using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Sums whose order, and so whose last bit, depends on the length alone. TensorPrimitives' reductions start by aligning to the address, and the
/// collector moves arrays, so that their results differ from run to run.</summary>
internal static class FixedOrder
{
    /// <summary>Σ x.</summary>
    public static T Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Vector<T>.Zero;
        var at = 0;
        for (; at <= values.Length - Vector<T>.Count; at += Vector<T>.Count)
            lanes += new Vector<T>(values[at..]);
        var sum = Vector.Sum(lanes);
        for (; at < values.Length; at++)
            sum += values[at];
        return sum;
    }

    /// <summary>Σ x², added up in double, so that a large gradient's norm doesn't overflow.</summary>
    public static double SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Vector<double>.Zero;
        var at = 0;
        if (typeof(T) == typeof(float))
        {
            for (; at <= values.Length - Vector<T>.Count; at += Vector<T>.Count)
            {
                Vector.Widen(new Vector<T>(values[at..]).As<T, float>(), out var low, out var high);
                lanes += (low * low) + (high * high);
            }
        }

        var sum = Vector.Sum(lanes);
        for (; at < values.Length; at++)
        {
            var value = double.CreateTruncating(values[at]);
            sum += value * value;
        }

        return sum;
    }
}

using System.Globalization;

namespace RnnGraph.Onnx;

/// <summary>Compares a result with what was expected.</summary>
internal static class TensorComparison
{
    /// <summary>
    /// Whether type and shape are equal, and each |given − expected| ≤ absolute + relative·|expected|; a NaN equals only a NaN, an infinity only itself. Integers and truth values must be equal.
    /// </summary>
    public static OnnxTestResult Compare(string name, OnnxTensor expected, OnnxTensor given, double relative, double absolute)
    {
        if (given.ElementType != expected.ElementType || !given.Shape.SequenceEqual(expected.Shape))
            return new(double.PositiveInfinity, $"{name}: expected {expected.ElementType} {expected.ShapeText}, was {given.ElementType} {given.ShapeText}");
        return expected switch
        {
            OnnxTensor<int> or OnnxTensor<long> or OnnxTensor<bool> => Exactly(name, Integers(expected), Integers(given)),
            _ => Within(name, Numbers(expected), Numbers(given), relative, absolute),
        };
    }

    private static OnnxTestResult Within(string name, double[] left, double[] right, double relative, double absolute)
    {
        var (largest, failure) = (0.0, default(string));
        for (var i = 0; i < left.Length; i++)
        {
            // equal ones first: infinities have no difference
            var error = left[i].Equals(right[i]) ? 0 : Math.Abs(right[i] - left[i]);
            largest = error > largest || double.IsNaN(error) ? error : largest;
            if (error != 0 && !(double.IsFinite(left[i]) && error <= absolute + (relative * Math.Abs(left[i]))))
                failure ??= string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]: expected {left[i]:R}, was {right[i]:R}");
        }

        return new(largest, failure);
    }

    /// <summary>Without a way over doubles, which hold integers to 2⁵³ only.</summary>
    private static OnnxTestResult Exactly(string name, long[] left, long[] right)
    {
        var (largest, failure) = (0.0, default(string));
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] == right[i])
                continue;
            largest = Math.Max(largest, (double)Int128.Abs((Int128)right[i] - left[i]));
            failure ??= string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]: expected {left[i]}, was {right[i]}");
        }

        return new(largest, failure);
    }

    private static double[] Numbers(OnnxTensor tensor) => tensor switch
    {
        OnnxTensor<float> x => Array.ConvertAll(x.Array, value => (double)value),
        OnnxTensor<double> x => x.Array,
        _ => throw new InvalidOperationException($"A tensor can't be a {tensor.GetType().Name}."),
    };

    private static long[] Integers(OnnxTensor tensor) => tensor switch
    {
        OnnxTensor<int> x => Array.ConvertAll(x.Array, value => (long)value),
        OnnxTensor<long> x => x.Array,
        OnnxTensor<bool> x => Array.ConvertAll(x.Array, value => value ? 1L : 0),
        _ => throw new InvalidOperationException($"A tensor can't be a {tensor.GetType().Name}."),
    };
}

using System.Numerics;
using RnnGraph.Runtime;

namespace RnnGraph.Tests;

/// <summary>Vector functions against the base library in double, over dense sweeps, in units in the last place of the result.</summary>
public sealed class VectorMathTests
{
    private static readonly float[] SpecialSingles =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1e-20f, 0.5f, -0.5f, 1f, -1f, 20f, -20f, 87f, -87f, 88.5f, -88.5f, 100f, -100f, -104f, 1e30f, -1e30f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity,
    ];

    private static readonly double[] SpecialDoubles =
    [
        0d, -0d, double.Epsilon, -1e-310, 1e-20, -1e-20, 0.5, -0.5, 1d, -1d, 36d, -36d, 709d, -709d, -745d, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity,
    ];

    private static bool HasFusedMultiplyAdd => System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    /// <summary>The functions by name, and the greatest error of the single version in units in the last place.</summary>
    public static TheoryData<string, double> Bounds => new()
    {
        { "Tanh", HasFusedMultiplyAdd ? 5 : 6 },
        { "Sigmoid", 4 },
        { "Exp", 2 },
        { "Expm1", 3 },
        { "Log", 3 },
        { "Log1p", 4 },
        { "Softplus", 4 },
        { "LogSigmoid", 4 },
        { "Softsign", 2 },
        { "Elu", 4 },
        { "Sqrt", 1 },
        { "Rsqrt", 2 },
        { "Reciprocal", 1 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void SingleIsWithinItsBound(string name, double bound)
    {
        var (single, _, reference) = Functions[name];

        // Sigmoid gives 0 where the true value is denormal, as its summary says.
        var tolerated = name == "Sigmoid" ? 1.2e-38 : float.Epsilon;
        foreach (var x in Sweep().Select(x => (float)x).Concat(SpecialSingles))
        {
            var expected = reference(x);
            var actual = single(new Vector<float>(x))[0];
            if (!Same((float)expected, actual) && !(Math.Abs(actual - expected) <= Math.Max(tolerated, bound * Ulp((float)expected))))
                Assert.Fail($"{name}({x:R}): expected {(float)expected:R}, got {actual:R}, {Math.Abs(actual - expected) / Ulp((float)expected):F1} units in the last place");
        }
    }

    /// <summary>What cells take most of, over every 29th number of a range, both signs; what it rounds to is never beyond ±1.</summary>
    [Theory]
    [InlineData("Tanh", 1e-6f, 12f, 6)]
    [InlineData("Sigmoid", 1e-6f, 87.3f, 4)]
    public void ActivationIsWithinItsBoundThroughout(string name, float from, float to, double bound)
    {
        var (single, _, reference) = Functions[name];
        var lanes = new float[Vector<float>.Count];
        for (int bits = BitConverter.SingleToInt32Bits(from), end = BitConverter.SingleToInt32Bits(to), sign = 0; bits < end; sign ^= int.MinValue)
        {
            for (var i = 0; i < lanes.Length; i++, bits += 29)
                lanes[i] = BitConverter.Int32BitsToSingle(bits | sign);
            var actual = single(new Vector<float>(lanes));
            for (var i = 0; i < lanes.Length; i++)
            {
                var expected = reference(lanes[i]);
                if (!(Math.Abs(actual[i] - expected) <= bound * Ulp((float)expected) && Math.Abs(actual[i]) <= 1))
                    Assert.Fail($"{name}({lanes[i]:R}): expected {(float)expected:R}, got {actual[i]:R}, {Math.Abs(actual[i] - expected) / Ulp((float)expected):F1} units in the last place");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void DoubleIsWithinFiveUnits(string name, double bound)
    {
        // The references themselves are off by a unit or two: together these stay below 1e-14, a hundredth of what cells are compared to.
        const double Units = 8;
        Assert.True(bound > 0);
        var (_, function, reference) = Functions[name];
        foreach (var x in Sweep().Concat(SpecialDoubles))
        {
            var expected = reference(x);
            var actual = function(new Vector<double>(x))[0];
            var unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
            if (!(expected.Equals(actual) || Math.Abs(actual - expected) <= Units * unit))
                Assert.Fail($"{name}({x:R}): expected {expected:R}, got {actual:R}, {Math.Abs(actual - expected) / unit:F1} units in the last place");
        }
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void NaNComesOut(string name, double bound)
    {
        Assert.True(bound > 0);
        Assert.True(float.IsNaN(Functions[name].Single(new Vector<float>(float.NaN))[0]));
        Assert.True(double.IsNaN(Functions[name].Double(new Vector<double>(double.NaN))[0]));
    }

    [Fact]
    public void NaNComesOutOfCheapFunctions()
    {
        var nan = new Vector<float>(float.NaN);
        var one = Vector<float>.One;
        Assert.All(
            [
                VectorMath.Relu(nan), VectorMath.LeakyRelu(nan, one), VectorMath.HardSigmoid(nan, one, one), VectorMath.Clip(nan, -one, one), VectorMath.Abs(nan), VectorMath.Square(nan),
                VectorMath.Min(nan, one), VectorMath.Min(one, nan), VectorMath.Max(nan, one), VectorMath.Max(one, nan), VectorMath.MultiplyAdd(nan, one, one), VectorMath.Select(one, nan, one),
            ],
            value => Assert.True(float.IsNaN(value[0])));
    }

    [Theory]
    [InlineData(-2f, 0f, -0.2f, 2f, 0f, 0.1f)]
    [InlineData(0f, 0f, 0f, 0f, 0f, 0.5f)]
    [InlineData(3f, 3f, 3f, 3f, 1f, 1f)]
    public void RectifiersAndBounds(float x, float relu, float leaky, float abs, float mask, float hard)
    {
        var v = new Vector<float>(x);
        Assert.Equal(relu, VectorMath.Relu(v)[0]);
        Assert.Equal(leaky, VectorMath.LeakyRelu(v, new Vector<float>(0.1f))[0]);
        Assert.Equal(abs, VectorMath.Abs(v)[0]);
        Assert.Equal(mask, VectorMath.GreaterThan(v, Vector<float>.Zero)[0]);
        Assert.Equal(hard, VectorMath.HardSigmoid(v, new Vector<float>(0.2f), new Vector<float>(0.5f))[0], 1e-7f);
        Assert.Equal(Math.Sign(x), VectorMath.Sign(v)[0]);
        Assert.Equal(x == 0 ? 1 : 0, VectorMath.EqualTo(v, Vector<float>.Zero)[0]);
        Assert.Equal(Math.Clamp(x, -1, 2), VectorMath.Clip(v, new Vector<float>(-1), new Vector<float>(2))[0]);
        Assert.Equal(mask > 0 ? 7 : 8, VectorMath.Select(VectorMath.GreaterThan(v, Vector<float>.Zero), new Vector<float>(7), new Vector<float>(8))[0]);
    }

    private static Dictionary<string, (Func<Vector<float>, Vector<float>> Single, Func<Vector<double>, Vector<double>> Double, Func<double, double> Reference)> Functions { get; } = new()
    {
        ["Tanh"] = (VectorMath.Tanh, VectorMath.Tanh, Math.Tanh),
        ["Sigmoid"] = (VectorMath.Sigmoid, VectorMath.Sigmoid, Sigmoid),
        ["Exp"] = (VectorMath.Exp, VectorMath.Exp, Math.Exp),
        ["Expm1"] = (VectorMath.Expm1, VectorMath.Expm1, Expm1),
        ["Log"] = (VectorMath.Log, VectorMath.Log, Math.Log),
        ["Log1p"] = (VectorMath.Log1p, VectorMath.Log1p, Log1p),
        ["Softplus"] = (VectorMath.Softplus, VectorMath.Softplus, x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)))),
        ["LogSigmoid"] = (VectorMath.LogSigmoid, VectorMath.LogSigmoid, x => Math.Min(x, 0) - Log1p(Math.Exp(-Math.Abs(x)))),
        ["Softsign"] = (VectorMath.Softsign, VectorMath.Softsign, x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x))),
        ["Elu"] = (x => VectorMath.Elu(x, new Vector<float>(0.75f)), x => VectorMath.Elu(x, new Vector<double>(0.75)), x => x > 0 ? x : 0.75 * Expm1(x)),
        ["Sqrt"] = (VectorMath.Sqrt, VectorMath.Sqrt, Math.Sqrt),
        ["Rsqrt"] = (VectorMath.Rsqrt, VectorMath.Rsqrt, x => 1 / Math.Sqrt(x)),
        ["Reciprocal"] = (VectorMath.Reciprocal, VectorMath.Reciprocal, x => 1 / x),
    };

    // Evenly over where the functions bend, then by magnitude down to 1e-30.
    private static IEnumerable<double> Sweep()
    {
        for (var i = -200_000; i <= 200_000; i++)
            yield return (i + 0.37) / 2000;
        for (var i = 0; i < 60_000; i++)
        {
            var x = Math.Pow(10, (i / 1900.0) - 30);
            yield return x;
            yield return -x;
        }
    }

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    // Both by Goldberg's and Kahan's corrections, good to two units.
    private static double Expm1(double x)
    {
        var e = Math.Exp(x);
        return e == 1 ? x : Math.Abs(x) > 1 || double.IsNaN(x) ? e - 1 : (e - 1) * x / Math.Log(e);
    }

    private static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) || sum <= 0 || double.IsNaN(x) ? Math.Log(sum) : Math.Log(sum) * x / (sum - 1);
    }

    private static double Ulp(float x) => MathF.BitIncrement(Math.Abs(x)) - (double)Math.Abs(x);

    private static bool Same(float a, float b) => a.Equals(b);
}

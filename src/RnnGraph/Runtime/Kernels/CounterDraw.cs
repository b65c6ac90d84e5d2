using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// Random numbers without a state: a key of 64 bits for each row (the finaliser of SplitMix64; Steele, Lea and Flood 2014), 32 bits for each feature (two rounds of
/// lowbias32; Wellons 2018), of which the upper 24 are a uniform number. So draws don't depend on threads, lanes or the order of steps, and uniform numbers not on the
/// precision either.
/// </summary>
internal static unsafe class CounterDraw
{
    private const uint FeatureStep = 0x9E3779B9;
    private const uint FirstFactor = 0x7FEB352D;
    private const uint SecondFactor = 0x846CA68B;

    /// <summary>The step of what doesn't depend on the step.</summary>
    public const long Once = -1;

    /// <summary>The key of all features of a row.</summary>
    public static ulong KeyOf(ulong seed, uint stream, long step, int row)
    {
        unchecked
        {
            var key = Mix(seed + 0x9E3779B97F4A7C15);
            key = Mix(key ^ stream);
            key = Mix(key ^ (ulong)step);
            return Mix(key ^ (uint)row);
        }
    }

    /// <summary>One of two numbers for every feature of a row; 0 in padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bernoulli<T>(ulong key, double probability, double ifOne, double ifZero, T* to, nint panelStride, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // u < p for u = n/2²⁴ is n < p·2²⁴, whatever the precision.
        var bound = new Vector<T>(T.CreateTruncating(Math.Ceiling(probability * (1 << 24))));
        var (one, zero) = (new Vector<T>(T.CreateTruncating(ifOne)), new Vector<T>(T.CreateTruncating(ifZero)));
        var panels = Panel<T>.Count(features);
        for (var panel = 0; panel < panels; panel++, to += panelStride)
        {
            var drawn = Vector.ConditionalSelect(Vector.LessThan(Cells<T>(key, panel), bound), one, zero);
            Store(drawn, to, panel == panels - 1, features);
        }
    }

    /// <summary>A normal number for every feature of a row; 0 in padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normal<T>(ulong key, double deviation, T* to, nint panelStride, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = new Vector<T>(T.CreateTruncating(deviation));
        var panels = Panel<T>.Count(features);
        for (var panel = 0; panel < panels; panel++, to += panelStride)
            Store(scale * Quantile(Cells<T>(key, panel)), to, panel == panels - 1, features);
    }

    private static void Store<T>(Vector<T> value, T* to, bool isLast, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (isLast ? Vector.BitwiseAnd(value, Panel<T>.LastMask(features)) : value).Store(to);

    /// <summary>The uniform numbers of a panel's features, as whole numbers below 2²⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Cells<T>(ulong key, int panel)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            var feature = Vector<uint>.Indices + new Vector<uint>((uint)(panel * Vector<float>.Count));
            var bits = Mix(Mix((feature * FeatureStep) + new Vector<uint>((uint)key)) ^ new Vector<uint>((uint)(key >> 32)));
            return Vector.ConvertToSingle(Vector.AsVectorInt32(Vector.ShiftRightLogical(bits, 8))).As<float, T>();
        }

        // As many lanes as doubles: each 64-bit lane computes modulo 2³².
        var low = new Vector<ulong>(uint.MaxValue);
        var wide = Vector<ulong>.Indices + new Vector<ulong>((ulong)(panel * Vector<double>.Count));
        var mixed = Mix64(Mix64(((wide * FeatureStep) + new Vector<ulong>((uint)key)) & low) ^ new Vector<ulong>(key >> 32));
        return Vector.ConvertToDouble(Vector.AsVectorInt64(Vector.ShiftRightLogical(mixed, 8))).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Mix(Vector<uint> x)
    {
        x = (x ^ Vector.ShiftRightLogical(x, 16)) * FirstFactor;
        x = (x ^ Vector.ShiftRightLogical(x, 15)) * SecondFactor;
        return x ^ Vector.ShiftRightLogical(x, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ulong> Mix64(Vector<ulong> x)
    {
        var low = new Vector<ulong>(uint.MaxValue);
        x = ((x ^ Vector.ShiftRightLogical(x, 16)) * FirstFactor) & low;
        x = ((x ^ Vector.ShiftRightLogical(x, 15)) * SecondFactor) & low;
        return x ^ Vector.ShiftRightLogical(x, 16);
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>The normal quantile at the middle of a cell of width 2⁻²⁴ (M. Giles, Approximating the erfinv function, 2010).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Quantile<T>(Vector<T> cell)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        static Vector<T> Of(double value) => new(T.CreateTruncating(value));
        const double Unit = 1.0 / (1 << 24);
        var isUpper = Vector.GreaterThanOrEqual(cell, Of(1 << 23));
        var p = (Vector.Min(cell, Of((1 << 24) - 1) - cell) + Of(0.5)) * Of(Unit);
        var x = Vector<T>.One - (p + p);
        var product = Of(4) * p * (Vector<T>.One - p);
        var w = -(typeof(T) == typeof(float)
            ? Vector.Log(product.As<T, float>()).As<float, T>()
            : Vector.Log(product.As<T, double>()).As<double, T>());
        var central = Polynomial(w - Of(2.5), [2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503, -0.00417768164, 0.246640727, 1.50140941]);
        var root = Vector.SquareRoot(Vector.Max(w, Vector<T>.Zero));
        var tail = Polynomial(root - Of(3), [-0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047, 1.00167406, 2.83297682]);
        var magnitude = Of(Math.Sqrt(2)) * x * Vector.ConditionalSelect(Vector.LessThan(w, Of(5)), central, tail);
        return Vector.ConditionalSelect(isUpper, magnitude, -magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial<T>(Vector<T> at, ReadOnlySpan<double> coefficients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = new Vector<T>(T.CreateTruncating(coefficients[0]));
        for (var i = 1; i < coefficients.Length; i++)
            sum = (sum * at) + new Vector<T>(T.CreateTruncating(coefficients[i]));
        return sum;
    }
}

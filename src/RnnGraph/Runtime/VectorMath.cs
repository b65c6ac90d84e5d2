using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <summary>
/// Elementwise functions over a vector register, as emitted bodies call them. NaN comes out where NaN goes in (masks excepted, which are 1 or 0),
/// infinities give the limits, denormal numbers count in full.
/// </summary>
public static partial class VectorMath
{
    /// <summary>a·b + c, rounded once where the machine can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c) => Kernels.MultiplyAdd.Estimate(a, b, c);

    /// <summary>x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Square<T>(Vector<T> x) => x * x;

    /// <summary>1/x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Reciprocal<T>(Vector<T> x) => Vector<T>.One / x;

    /// <summary>√x; NaN below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sqrt<T>(Vector<T> x) => Vector.SquareRoot(x);

    /// <summary>1/√x; NaN below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Rsqrt<T>(Vector<T> x) => Vector<T>.One / Vector.SquareRoot(x);

    /// <summary>|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Abs<T>(Vector<T> x) => Vector.Abs(x);

    /// <summary>The smaller of a and b; NaN if either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Min<T>(Vector<T> a, Vector<T> b) => Vector.Min(a, b);

    /// <summary>The larger of a and b; NaN if either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Max<T>(Vector<T> a, Vector<T> b) => Vector.Max(a, b);

    /// <summary>x held between low and high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Clip<T>(Vector<T> x, Vector<T> low, Vector<T> high)
    {
        var atMost = Vector.ConditionalSelect(Vector.GreaterThan(x, high), high, x);
        return Vector.ConditionalSelect(Vector.LessThan(x, low), low, atMost);
    }

    /// <summary>max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Relu<T>(Vector<T> x) => Vector.AndNot(x, Vector.LessThanOrEqual(x, Vector<T>.Zero));

    /// <summary>x where x &gt; 0, otherwise slope·x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LeakyRelu<T>(Vector<T> x, Vector<T> slope) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, slope * x);

    /// <summary>slope·x + offset, held between 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> HardSigmoid<T>(Vector<T> x, Vector<T> slope, Vector<T> offset) =>
        Clip((slope * x) + offset, Vector<T>.Zero, Vector<T>.One);

    /// <summary>x/(1 + |x|); ±1 at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Softsign(Vector<float> x)
    {
        // Above 2²⁵ the quotient rounds to 1 anyway; held there, infinity isn't divided by itself.
        var held = Clip(x, new Vector<float>(-1e9f), new Vector<float>(1e9f));
        return held / (Vector<float>.One + Vector.Abs(held));
    }

    /// <inheritdoc cref="Softsign(Vector{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Softsign(Vector<double> x)
    {
        // Above 2⁵⁴ the quotient rounds to 1 anyway.
        var held = Clip(x, new Vector<double>(-1e18), new Vector<double>(1e18));
        return held / (Vector<double>.One + Vector.Abs(held));
    }

    /// <summary>1 where a &gt; b, otherwise 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> GreaterThan<T>(Vector<T> a, Vector<T> b) => Vector.BitwiseAnd(Vector.GreaterThan(a, b), Vector<T>.One);

    /// <summary>1 where a = b, otherwise 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> EqualTo<T>(Vector<T> a, Vector<T> b) => Vector.BitwiseAnd(Vector.Equals(a, b), Vector<T>.One);

    /// <summary>1 where x &gt; 0, −1 where x &lt; 0, otherwise 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sign<T>(Vector<T> x) => GreaterThan(x, Vector<T>.Zero) - GreaterThan(Vector<T>.Zero, x);

    /// <summary>a where the mask is not 0, otherwise b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Select<T>(Vector<T> mask, Vector<T> a, Vector<T> b) =>
        Vector.ConditionalSelect(Vector.Equals(mask, Vector<T>.Zero), b, a);
}

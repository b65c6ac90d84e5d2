using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <content>Transcendental functions in double precision: within a few units in the last place everywhere.</content>
public static partial class VectorMath
{
    private const double Log2E = 1.44269504088896340736;

    // 1.5·2⁵²: adding it leaves the nearest whole number in the low bits.
    private const double DoubleShift = 6755399441055744.0;

    // 2⁻⁶⁴, by which σ is scaled so that e⁻ˣ overflows nowhere that σ isn't 0.
    private const double SigmoidScale = 1.0 / 18446744073709551616.0;
    private const int SigmoidShift = 64;

    /// <summary>tanh x = t/(2 − t) with t = 1 − e^(−2|x|), and x's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        // From −44 on t rounds to 1. The power of two is at most 1, so that t is as exact near 0 as the fraction's is.
        var sign = Vector.BitwiseAnd(x, new Vector<double>(-0.0));
        var power = Vector.MaxNative(new Vector<double>(-44.0), new Vector<double>(-2.0) * Vector.Abs(x));
        var shift = new Vector<double>(DoubleShift);
        var shifted = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2E), shift);
        var y = ExpFractionMinusOne(Fraction(power, shifted - shift));
        var two = PowerOfTwo(shifted, 1023);
        var t = Vector.MultiplyAddEstimate(-two, y, Vector<double>.One - two);
        return Vector.BitwiseOr(t / (new Vector<double>(2.0) - t), sign);
    }

    /// <summary>σ(x) = 1/(1 + e⁻ˣ) = s/(s + s·e⁻ˣ), s = 2⁻⁶⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Sigmoid(Vector<double> x)
    {
        // Below −746 σ rounds to 0, above 640 to 1; between them the scaled power of two is a normal number.
        var power = Vector.MinNative(new Vector<double>(746.0), Vector.MaxNative(new Vector<double>(-640.0), -x));
        var shift = new Vector<double>(DoubleShift);
        var shifted = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2E), shift);
        var y = ExpFractionMinusOne(Fraction(power, shifted - shift));
        var scale = new Vector<double>(SigmoidScale);
        var two = PowerOfTwo(shifted, 1023 - SigmoidShift);
        return scale / Vector.MultiplyAddEstimate(two, y, two + scale);
    }

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp(Vector<double> x)
    {
        var power = Vector.MinNative(new Vector<double>(710.0), Vector.MaxNative(new Vector<double>(-746.0), x));
        var shift = new Vector<double>(DoubleShift);
        var whole = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2E), shift) - shift;
        var y = ExpFractionMinusOne(Fraction(power, whole)) + Vector<double>.One;

        // In two factors, so that neither over- nor underflows before the result does.
        var half = Vector.MultiplyAddEstimate(whole, new Vector<double>(0.5), shift);
        return y * PowerOfTwo(half, 1023) * PowerOfTwo(whole - (half - shift) + shift, 1023);
    }

    /// <summary>eˣ − 1, relatively exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Expm1(Vector<double> x)
    {
        var power = Vector.MinNative(new Vector<double>(709.9), Vector.MaxNative(new Vector<double>(-50.0), x));
        var shift = new Vector<double>(DoubleShift);
        var shifted = Vector.MultiplyAddEstimate(power, new Vector<double>(Log2E), shift);
        var y = ExpFractionMinusOne(Fraction(power, shifted - shift));

        // 2ⁿ·(y + 1) − 1 as twice 2ⁿ⁻¹·y + (2ⁿ⁻¹ − ½), as 2ⁿ itself may be too large.
        var half = PowerOfTwo(shifted, 1022);
        var result = Vector.MultiplyAddEstimate(half, y, half - new Vector<double>(0.5));
        return SmallOrElse(x, result + result);
    }

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log(Vector<double> x) => Vector.Log(x);

    /// <summary>ln(1 + x), relatively exact near 0; −∞ at −1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log1p(Vector<double> x)
    {
        // What rounding 1 + x lost is put back to first order (Kahan); where there is nothing to put back it may be NaN.
        var sum = Vector<double>.One + x;
        var lost = (x - (sum - Vector<double>.One)) / sum;
        var correction = Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(lost), Vector<double>.One), lost, Vector<double>.Zero);
        return SmallOrElse(x, Vector.Log(sum) + correction);
    }

    /// <summary>ln(1 + eˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Softplus(Vector<double> x) => Vector.Max(x, Vector<double>.Zero) + Log1p(Exp(-Vector.Abs(x)));

    /// <summary>ln σ(x) = −ln(1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> LogSigmoid(Vector<double> x) => Vector.Min(x, Vector<double>.Zero) - Log1p(Exp(-Vector.Abs(x)));

    /// <summary>x where x &gt; 0, otherwise alpha·(eˣ − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Elu(Vector<double> x, Vector<double> alpha) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), x, alpha * Expm1(x));

    // Below 2⁻⁶⁰ both eˣ − 1 and ln(1 + x) round to x, and their formulas would lose denormal digits and the sign of 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> SmallOrElse(Vector<double> x, Vector<double> otherwise) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), new Vector<double>(1.0 / (1L << 60))), x, otherwise);

    // x − n·ln 2, ln 2 in two parts of which the first is short enough for exact products.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Fraction(Vector<double> x, Vector<double> whole)
    {
        var rest = Vector.MultiplyAddEstimate(whole, new Vector<double>(-6.93147180369123816490e-01), x);
        return Vector.MultiplyAddEstimate(whole, new Vector<double>(-1.90821492927058770002e-10), rest);
    }

    // eʳ − 1 = r + r²·q(r) for |r| ≤ ½ ln 2: the polynomial of degree 9 with the least largest error relative to eʳ (Remez), below 2⁻⁵⁶. In Estrin's order, as a step waits for its functions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ExpFractionMinusOne(Vector<double> r)
    {
        var square = r * r;
        var q01 = Vector.MultiplyAddEstimate(r, new Vector<double>(0.16666666666666413), new Vector<double>(0.5000000000000011));
        var q23 = Vector.MultiplyAddEstimate(r, new Vector<double>(0.008333333333494461), new Vector<double>(0.041666666666530155));
        var q45 = Vector.MultiplyAddEstimate(r, new Vector<double>(0.00019841269506578723), new Vector<double>(0.0013888888943630134));
        var q67 = Vector.MultiplyAddEstimate(r, new Vector<double>(2.755758637378518e-06), new Vector<double>(2.480149309888739e-05));
        var q89 = Vector.MultiplyAddEstimate(r, new Vector<double>(2.500006162553128e-08), new Vector<double>(2.763024838532302e-07));
        var fourth = square * square;
        var upper = Vector.MultiplyAddEstimate(fourth, q89, Vector.MultiplyAddEstimate(square, q67, q45));
        return Vector.MultiplyAddEstimate(square, Vector.MultiplyAddEstimate(fourth, upper, Vector.MultiplyAddEstimate(square, q23, q01)), r);
    }

    // 2ⁿ for n + DoubleShift, bias 1023; another bias scales the result.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> PowerOfTwo(Vector<double> shifted, long bias) =>
        Vector.AsVectorDouble(Vector.ShiftLeft(Vector.AsVectorInt64(shifted) + new Vector<long>(bias), 52));
}

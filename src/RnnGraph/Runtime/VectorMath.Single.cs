using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <content>Transcendental functions in single precision. MinNative and MaxNative give their second operand when one is NaN, so the constant stands first.</content>
public static partial class VectorMath
{
    // 1.5·2²³: adding it leaves the nearest whole number in the low bits.
    private const float Shift = 12582912f;

    /// <summary>tanh x. At most 6 units in the last place from the true value, mostly less than 5.</summary>
    /// <remarks>x·P(x²)/Q(x²), P of degree 6, Q of degree 3 (the coefficients of Eigen, scaled so that both start with 1 and denormal x survive), the first of P by pairs of terms, which don't wait for one another; ±1 beyond 7.9.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        x = Vector.MinNative(new Vector<float>(TanhBound), Vector.MaxNative(new Vector<float>(-TanhBound), x));
        var square = x * x;
        var fourth = square * square;
        var p = Vector.MultiplyAddEstimate(square, new Vector<float>(TanhP5), new Vector<float>(TanhP4));
        p = Vector.MultiplyAddEstimate(fourth, new Vector<float>(TanhP6), p);
        p = Vector.MultiplyAddEstimate(fourth, p, Vector.MultiplyAddEstimate(square, new Vector<float>(TanhP3), new Vector<float>(TanhP2)));
        p = Vector.MultiplyAddEstimate(square, p, new Vector<float>(TanhP1));
        p = Vector.MultiplyAddEstimate(square, p, new Vector<float>(TanhP0));
        var q = Vector.MultiplyAddEstimate(square, new Vector<float>(TanhQ3), new Vector<float>(TanhQ2));
        q = Vector.MultiplyAddEstimate(square, q, new Vector<float>(TanhQ1));
        q = Vector.MultiplyAddEstimate(square, q, Vector<float>.One);
        return x * p / q;
    }

    private const float TanhBound = 7.90531110763549805f;
    private const double TanhScale = 4.89352518554385e-03;
    private const float TanhP0 = (float)(4.89352455891786e-03 / TanhScale);
    private const float TanhP1 = (float)(6.37261928875436e-04 / TanhScale);
    private const float TanhP2 = (float)(1.48572235717979e-05 / TanhScale);
    private const float TanhP3 = (float)(5.12229709037114e-08 / TanhScale);
    private const float TanhP4 = (float)(-8.60467152213735e-11 / TanhScale);
    private const float TanhP5 = (float)(2.00018790482477e-13 / TanhScale);
    private const float TanhP6 = (float)(-2.76076847742355e-16 / TanhScale);
    private const float TanhQ1 = (float)(2.26843463243900e-03 / TanhScale);
    private const float TanhQ2 = (float)(1.18534705686654e-04 / TanhScale);
    private const float TanhQ3 = (float)(1.19825839466702e-06 / TanhScale);

    /// <summary>σ(x) = 1/(1 + e⁻ˣ). At most 4 units in the last place from the true value; below −88.7, where that is denormal, 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x)
    {
        // e⁻ˣ as 2y·2ⁿ⁻¹, so that the largest exponent still fits and the product overflows to infinity as it should: with −x = n·ln 2 − s,
        // 2y = 2e⁻ˢ = 2 − 2s + s²·P(s), by pairs of terms; each pair is computed where it is
        // added, as pairs that were ready before would be spilled to memory and read again, and the sum would wait for that.
        var held = Vector.MinNative(new Vector<float>(87f), Vector.MaxNative(new Vector<float>(-89f), x));
        var shifted = Vector.MultiplyAddEstimate(held, new Vector<float>((float)-Log2E), new Vector<float>(Shift));
        var whole = shifted - new Vector<float>(Shift);
        var s = Vector.MultiplyAddEstimate(whole, new Vector<float>(0.693359375f), held);
        s = Vector.MultiplyAddEstimate(whole, new Vector<float>(-2.12194440e-4f), s);
        var square = s * s;
        var p = Vector.MultiplyAddEstimate(s, new Vector<float>(2 * -1.9875691500e-4f), new Vector<float>(2 * 1.3981999507e-3f));
        p = Vector.MultiplyAddEstimate(square, p, Vector.MultiplyAddEstimate(s, new Vector<float>(2 * -8.3334519073e-3f), new Vector<float>(2 * 4.1665795894e-2f)));
        p = Vector.MultiplyAddEstimate(square, p, Vector.MultiplyAddEstimate(s, new Vector<float>(2 * -1.6666665459e-1f), new Vector<float>(2 * 5.0000001201e-1f)));
        var twice = Vector.MultiplyAddEstimate(square, p, Vector.MultiplyAddEstimate(s, new Vector<float>(-2f), new Vector<float>(2f)));
        return Vector<float>.One / Vector.MultiplyAddEstimate(twice, PowerOfTwo(shifted, 126), Vector<float>.One);
    }

    /// <summary>eˣ. At most 2 units in the last place from the true value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        var power = Vector.MinNative(new Vector<float>(89.5f), Vector.MaxNative(new Vector<float>(-104.5f), x));
        var shift = new Vector<float>(Shift);
        var whole = Vector.MultiplyAddEstimate(power, new Vector<float>((float)Log2E), shift) - shift;
        var y = ExpFractionMinusOne(Fraction(power, whole)) + Vector<float>.One;

        // In two factors, so that neither over- nor underflows before the result does.
        var half = Vector.MultiplyAddEstimate(whole, new Vector<float>(0.5f), shift);
        return y * PowerOfTwo(half, 127) * PowerOfTwo(whole - (half - shift) + shift, 127);
    }

    /// <summary>eˣ − 1, relatively exact near 0. At most 3 units in the last place from the true value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Expm1(Vector<float> x)
    {
        var power = Vector.MinNative(new Vector<float>(88.9f), Vector.MaxNative(new Vector<float>(-30f), x));
        var shift = new Vector<float>(Shift);
        var shifted = Vector.MultiplyAddEstimate(power, new Vector<float>((float)Log2E), shift);
        var y = ExpFractionMinusOne(Fraction(power, shifted - shift));

        // 2ⁿ·(y + 1) − 1 as twice 2ⁿ⁻¹·y + (2ⁿ⁻¹ − ½), as 2ⁿ itself may be too large.
        var half = PowerOfTwo(shifted, 126);
        var result = Vector.MultiplyAddEstimate(half, y, half - new Vector<float>(0.5f));
        return SmallOrElse(x, result + result);
    }

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x) => Vector.Log(x);

    /// <summary>ln(1 + x), relatively exact near 0; −∞ at −1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log1p(Vector<float> x)
    {
        // What rounding 1 + x lost is put back to first order (Kahan); where there is nothing to put back it may be NaN.
        var sum = Vector<float>.One + x;
        var lost = (x - (sum - Vector<float>.One)) / sum;
        var correction = Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(lost), Vector<float>.One), lost, Vector<float>.Zero);
        return SmallOrElse(x, Vector.Log(sum) + correction);
    }

    /// <summary>ln(1 + eˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Softplus(Vector<float> x) => Vector.Max(x, Vector<float>.Zero) + Log1p(Exp(-Vector.Abs(x)));

    /// <summary>ln σ(x) = −ln(1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogSigmoid(Vector<float> x) => Vector.Min(x, Vector<float>.Zero) - Log1p(Exp(-Vector.Abs(x)));

    /// <summary>x where x &gt; 0, otherwise alpha·(eˣ − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Elu(Vector<float> x, Vector<float> alpha) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, alpha * Expm1(x));

    // Below 2⁻³⁰ both eˣ − 1 and ln(1 + x) round to x, and their formulas would lose denormal digits and the sign of 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> SmallOrElse(Vector<float> x, Vector<float> otherwise) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), new Vector<float>(1f / (1 << 30))), x, otherwise);

    // x − n·ln 2, ln 2 in two parts of which the first is short enough for exact products.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Fraction(Vector<float> x, Vector<float> whole)
    {
        var rest = Vector.MultiplyAddEstimate(whole, new Vector<float>(-0.693359375f), x);
        return Vector.MultiplyAddEstimate(whole, new Vector<float>(2.12194440e-4f), rest);
    }

    // eʳ − 1 for |r| ≤ ½ ln 2: r + r²·P(r) (Cephes' coefficients).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ExpFractionMinusOne(Vector<float> r)
    {
        var p = Vector.MultiplyAddEstimate(r, new Vector<float>(1.9875691500e-4f), new Vector<float>(1.3981999507e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(8.3334519073e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(4.1665795894e-2f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(1.6666665459e-1f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(5.0000001201e-1f));
        return Vector.MultiplyAddEstimate(p, r * r, r);
    }

    // 2ⁿ for n + Shift, bias 127; another bias scales the result.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowerOfTwo(Vector<float> shifted, int bias) =>
        Vector.AsVectorSingle(Vector.ShiftLeft(Vector.AsVectorInt32(shifted) + new Vector<int>(bias), 23));
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <content>Transcendental functions in single precision. MinNative and MaxNative give their second operand when one is NaN, so the constant stands first.</content>
public static partial class VectorMath
{
    // 1.5·2²³: adding it leaves the nearest whole number in the low bits.
    private const float Shift = 12582912f;

    /// <summary>tanh x. At most 6 units in the last place from the true value, mostly less than 5; never beyond ±1.</summary>
    /// <remarks>
    /// With z = x²: x·(1 + z·P(z))/Q(z), P of degree 3, Q of degree 4 (a minimax fit whose rounded coefficients were searched for the least error), both starting with 1, so that denormal x survive;
    /// beyond 7.98 as it is there, less than 4 units from ±1. Sums are taken by pairs of terms, which don't wait for one another; nor does z wait for the bound of x: it has its own.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        var z = Vector.MinNative(new Vector<float>(TanhBound * TanhBound), x * x);
        x = Vector.MinNative(new Vector<float>(TanhBound), Vector.MaxNative(new Vector<float>(-TanhBound), x));
        var square = z * z;
        var q = Vector.MultiplyAddEstimate(z, new Vector<float>(TanhQ4), new Vector<float>(TanhQ3));
        q = Vector.MultiplyAddEstimate(z, q, new Vector<float>(TanhQ2));
        q = Vector.MultiplyAddEstimate(square, q, Vector.MultiplyAddEstimate(z, new Vector<float>(TanhQ1), Vector<float>.One));
        var p = Vector.MultiplyAddEstimate(z, new Vector<float>(TanhP3), new Vector<float>(TanhP2));
        p = Vector.MultiplyAddEstimate(square, p, Vector.MultiplyAddEstimate(z, new Vector<float>(TanhP1), new Vector<float>(TanhP0)));
        return x * Vector.MultiplyAddEstimate(z, p, Vector<float>.One) / q;
    }

    private const float TanhBound = 7.98f;
    private const float TanhP0 = 0.13402161f;
    private const float TanhP1 = 0.0035207565f;
    private const float TanhP2 = 2.1027327e-5f;
    private const float TanhP3 = 1.3945485e-8f;
    private const float TanhQ1 = 0.46735483f;
    private const float TanhQ2 = 0.025972545f;
    private const float TanhQ3 = 3.3269502e-4f;
    private const float TanhQ4 = 8.0157776e-7f;

    /// <summary>σ(x) = 1/(1 + e⁻ˣ). At most 4 units in the last place from the true value; below −88.7, where that is denormal, 0.</summary>
    /// <remarks>
    /// e⁻ˣ as 2y·2ⁿ⁻¹, so that the largest exponent still fits and the product overflows to infinity as it should: with −x = n·ln 2 − s,
    /// 2y = 2e⁻ˢ = 2 − 2s + s²·P(s), by pairs of terms (a minimax fit of degree 5, off by at most 1.1·10⁻⁷). ln 2 is in two parts: the first, of 16 bits, whose products are exact, gives s; what
    /// the second adds to the exponent is so small, n·l &lt; 2·10⁻⁴, that 1 − n·l stands for its power, and is multiplied into 2ⁿ⁻¹, which would else wait for y.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x)
    {
        // Each pair is computed where it is added, as pairs that were ready before would be spilled to memory and read again, and the sum would wait for that.
        var held = Vector.MinNative(new Vector<float>(87f), Vector.MaxNative(new Vector<float>(-89f), x));
        var shifted = Vector.MultiplyAddEstimate(held, new Vector<float>((float)-Log2E), new Vector<float>(Shift));
        var whole = shifted - new Vector<float>(Shift);
        var power = PowerOfTwo(shifted, 126);
        power = Vector.MultiplyAddEstimate(power, whole * new Vector<float>(-1.42860677e-6f), power);
        var s = Vector.MultiplyAddEstimate(whole, new Vector<float>(0.693145751953125f), held);
        var square = s * s;
        var p = Vector.MultiplyAddEstimate(s, new Vector<float>(-1.6625002676e-2f), new Vector<float>(8.3780663061e-2f));
        p = Vector.MultiplyAddEstimate(square, p, Vector.MultiplyAddEstimate(s, new Vector<float>(-3.3334230776e-1f), new Vector<float>(9.9998460619e-1f)));
        var twice = Vector.MultiplyAddEstimate(square, p, Vector.MultiplyAddEstimate(s, new Vector<float>(-2f), new Vector<float>(2f)));
        return Vector<float>.One / Vector.MultiplyAddEstimate(twice, power, Vector<float>.One);
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

namespace RnnGraph.Ops;

/// <summary>Reference formulas in double precision that hold over the whole range, for what the base library lacks.</summary>
internal static class Meanings
{
    /// <summary>1/(1 + e⁻ˣ) without overflow on either side.</summary>
    public static double Sigmoid(double x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Math.Exp(-x));
        }

        var e = Math.Exp(x);
        return e / (1 + e);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>eˣ − 1 (Kahan's correction of the rounding of eˣ).</summary>
    public static double Expm1(double x)
    {
        var e = Math.Exp(x);
        if (e == 1)
        {
            return x;
        }

        return Math.Abs(x) > 1 || double.IsNaN(x) ? e - 1 : (e - 1) * x / Math.Log(e);
    }

    /// <summary>ln(1 + x) (Kahan's correction of the rounding of 1 + x).</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        if (sum == 1)
        {
            return x;
        }

        return Math.Abs(x) > 1 || double.IsNaN(x) || x == -1 ? Math.Log(sum) : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>x held within the bounds; NaN stays.</summary>
    public static double Clip(double x, double low, double high) => x < low ? low : x > high ? high : x;
}

namespace SeriesSample;

/// <summary>What was foretold at one time for one of those that followed.</summary>
/// <param name="Time">The number of the value.</param>
/// <param name="Step">How many steps ahead, from 1.</param>
/// <param name="Low">Below it a value lies with 5 %.</param>
/// <param name="Middle">The median.</param>
/// <param name="High">Above it a value lies with 5 %.</param>
internal readonly record struct Forecast(int Time, int Step, double Low, double Middle, double High)
{
    /// <summary>The loss of quantile regression, summed over the three quantiles.</summary>
    public double Loss(double actual) => Pinball(Low, actual, Forecaster.Tail) + Pinball(Middle, actual, 0.5) + Pinball(High, actual, 1 - Forecaster.Tail);

    private static double Pinball(double quantile, double actual, double probability) => Math.Max(probability * (actual - quantile), (probability - 1) * (actual - quantile));
}

using Samples;

namespace SeriesSample;

/// <summary>How good forecasts are, over all of them.</summary>
/// <param name="Coverage">The share of values within the interval; 90 % is what it says of itself.</param>
/// <param name="Width">The interval's mean width.</param>
/// <param name="Error">The mean absolute error of the median.</param>
/// <param name="Loss">The mean loss of quantile regression, which weighs both: smaller is better.</param>
internal readonly record struct Quality(double Coverage, double Width, double Error, double Loss)
{
    /// <summary>The quality of some forecasts of a series.</summary>
    public static Quality Of(IReadOnlyCollection<Forecast> forecasts, double[] values) => new(
        forecasts.Average(forecast => values[forecast.Time] >= forecast.Low && values[forecast.Time] <= forecast.High ? 1.0 : 0),
        forecasts.Average(forecast => forecast.High - forecast.Low),
        forecasts.Average(forecast => Math.Abs(values[forecast.Time] - forecast.Middle)),
        forecasts.Average(forecast => forecast.Loss(values[forecast.Time])));

    /// <inheritdoc/>
    public override string ToString() => Invariant.Text($"{Coverage,8:P1} {Width,10:F3} {Error,10:F3} {Loss,10:F4}");
}

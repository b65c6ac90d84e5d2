namespace SeriesSample;

/// <summary>A forecast without learning: what was some steps before, with an interval of the errors that this made in the training part.</summary>
/// <param name="history">The series.</param>
/// <param name="ahead">How many steps are foretold.</param>
/// <param name="season">After how many steps the series repeats; 1: it stays as it is.</param>
internal sealed class Naive(History history, int ahead, int season)
{
    /// <summary>As <see cref="Prediction.Of"/>.</summary>
    public IEnumerable<Forecast> Of(int from, int end)
    {
        var errors = Enumerable.Range(1, ahead).Select(Errors).ToArray();
        for (var origin = from - 1; origin + ahead < end; origin++)
        {
            for (var step = 1; step <= ahead; step++)
            {
                var middle = Before(origin, step);
                yield return new(origin + step, step, middle + Quantile(errors[step - 1], Forecaster.Tail), middle, middle + Quantile(errors[step - 1], 1 - Forecaster.Tail));
            }
        }
    }

    // The last value known at the origin that stands whole seasons before the one asked for.
    private double Before(int origin, int step) => history.Values[origin + step - (season * ((step + season - 1) / season))];

    private double[] Errors(int step)
    {
        var first = season * ((step + season - 1) / season);
        var errors = Enumerable.Range(first, Math.Max(0, history.TrainingEnd - first)).Select(time => history.Values[time] - Before(time - step, step)).Order().ToArray();
        return errors.Length > 0 ? errors : throw new InvalidDataException($"expected {first + 1} values or more to train on for a season of {season}, given {history.TrainingEnd}");
    }

    private static double Quantile(double[] sorted, double probability)
    {
        var at = probability * (sorted.Length - 1);
        var below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}

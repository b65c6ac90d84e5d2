using System.Globalization;
using RnnGraph.Training;

namespace SeriesSample;

/// <summary>A series, or its logarithms, scaled by the mean and the deviation of its first part; and the rows of its last values that the network reads.</summary>
internal sealed class History
{
    private readonly double mean;
    private readonly double deviation;
    private readonly bool isLogarithmic;

    /// <summary>Prepares a series.</summary>
    /// <param name="values">The values in the order of time.</param>
    /// <param name="ahead">How many steps are foretold.</param>
    /// <param name="isLogarithmic">Whether the network sees logarithms.</param>
    /// <exception cref="InvalidDataException">A logarithm is asked for of a value that has none.</exception>
    public History(double[] values, int ahead, bool isLogarithmic)
    {
        if (isLogarithmic && Array.FindIndex(values, value => !(value > 0)) is >= 0 and var at)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"expected values above 0, whose logarithms there are, value {at + 1} is {values[at]}"));
        (Values, this.isLogarithmic) = (values, isLogarithmic);
        TrainingEnd = values.Length * 7 / 10;
        ValidEnd = values.Length * 17 / 20;
        var seen = values.Take(TrainingEnd).Select(value => isLogarithmic ? Math.Log(value) : value).ToArray();
        mean = seen.Average();
        deviation = Math.Sqrt(seen.Average(value => (value - mean) * (value - mean)));
        if (!(deviation > 0))
            throw new InvalidDataException("expected values that differ, given one value again and again");

        Rows = new Series<float>([.. Enumerable.Range(1, ahead).Select(column => column.ToString(CultureInfo.InvariantCulture))]);
        Scaled = Array.ConvertAll(values, value => (float)(((isLogarithmic ? Math.Log(value) : value) - mean) / deviation));
        for (var end = ahead; end <= Scaled.Length; end++)
            Rows.Add(Scaled.AsSpan(end - ahead, ahead));
    }

    /// <summary>The values.</summary>
    public double[] Values { get; }

    /// <summary>The values as the network sees them.</summary>
    public float[] Scaled { get; }

    /// <summary>Behind the last value that is trained on.</summary>
    public int TrainingEnd { get; }

    /// <summary>Behind the last value that the run is stopped by; what follows is the test.</summary>
    public int ValidEnd { get; }

    /// <summary>For each time from the first that has them, the last values, scaled.</summary>
    public Series<float> Rows { get; }

    /// <summary>A value as the series has them.</summary>
    public double Unscaled(double value) => isLogarithmic ? Math.Exp((value * deviation) + mean) : (value * deviation) + mean;
}

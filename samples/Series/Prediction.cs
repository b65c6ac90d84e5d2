using RnnGraph;
using RnnGraph.Training;

namespace SeriesSample;

/// <summary>Lets a network foretell parts of a series, always from a window of the values before.</summary>
/// <param name="network">The network.</param>
/// <param name="history">The series.</param>
/// <param name="window">How many steps the network reads.</param>
/// <param name="ahead">How many it foretells.</param>
internal sealed class Prediction(Forecaster network, History history, int window, int ahead)
{
    private const int Rows = 64;

    /// <summary>Windows whose targets lie in a part of the series: the rows of <see cref="History.Rows"/> end <c>ahead − 1</c> values later than they begin.</summary>
    /// <param name="from">The first value that is foretold, null for the first that can be.</param>
    /// <param name="end">Behind the last.</param>
    public SeriesWindowSettings Windows(int? from, int end) => new(window) { Ahead = ahead, First = from is { } first ? first - ahead - window + 1 : 0, End = end - ahead + 1 };

    /// <summary>All that is foretold of a part of the series, from each time from which all steps ahead lie in it.</summary>
    public IEnumerable<Forecast> Of(int from, int end) => Scaled(from, end)
        .Select(forecast => forecast with { Low = history.Unscaled(forecast.Low), Middle = history.Unscaled(forecast.Middle), High = history.Unscaled(forecast.High) });

    /// <summary>The loss over a part of the series as the network's own: scaled, and summed over the steps ahead. Only what is foretold from a whole window counts.</summary>
    public double Loss(int from, int end) => ahead * Scaled(from, end).Average(forecast => forecast.Loss(history.Scaled[forecast.Time]));

    private IEnumerable<Forecast> Scaled(int from, int end)
    {
        var windows = Windows(from, end);
        var source = new SeriesWindows<float>(history.Rows, windows, Rows, seed: null);
        var workspace = network.CreateWorkspace(window, Rows, Mode.Evaluate);
        var (low, middle, high) = (new float[window * Rows * ahead], new float[window * Rows * ahead], new float[window * Rows * ahead]);
        var origins = end - from - ahead + 1;
        for (var done = 0; done < origins; done += Rows)
        {
            source.Next();
            network.Forward(workspace, source.Inputs, new Outputs<float>(low, middle, high), null, source.Lengths);
            for (var row = 0; row < Math.Min(Rows, origins - done); row++)
            {
                for (var step = 0; step < ahead; step++)
                {
                    var at = ((((window - 1) * Rows) + row) * ahead) + step;
                    yield return new(from + done + row + step, step + 1, low[at], middle[at], high[at]);
                }
            }
        }
    }
}

namespace RnnGraph.Training;

/// <summary>How networks are compared. All that decides the result is here, the number of workers aside.</summary>
public sealed record ComparisonSettings
{
    /// <summary>The number of trained values that each network is to have as nearly as its sizes allow.</summary>
    public long Parameters { get; init; } = 20_000;

    /// <summary>Runs of each network, with the seeds 1, 2, ….</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>Adam's learning rates that are tried, each in one run of the first seed; that with the least validation loss is taken for all.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [0.003, 0.01, 0.03];

    /// <summary>Whether the comparison ends before any test where a chosen rate is the least or greatest of several: the test data are read once, so that rates are to be widened before.</summary>
    public bool StopsAtEndOfRates { get; init; }

    /// <summary>Updates of a run.</summary>
    public int Updates { get; init; } = 1000;

    /// <summary>Whenever so many updates were made, the validation loss is measured; a divisor of <see cref="Updates"/>. A run's parameters are those of its best measurement.</summary>
    public int MeasureEvery { get; init; } = 50;

    /// <summary>The largest norm of all gradients together.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Runs side by side, each on one thread; the results don't depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Updates between two checkpoints of a run.</summary>
    public int CheckpointEvery { get; init; } = 100;

    /// <summary>Refuses numbers that make no sense.</summary>
    internal void Check(string argument)
    {
        if (Parameters < 1 || Seeds < 1 || Updates < 1 || MeasureEvery < 1 || Workers < 1 || CheckpointEvery < 1)
            throw new ArgumentException("Expected as parameters, seeds, updates, updates between measurements and between checkpoints, and workers numbers of 1 or more.", argument);
        if (Updates % MeasureEvery != 0)
            throw new ArgumentException($"Expected updates between measurements that divide all {Updates}, given {MeasureEvery}.", argument);
        if (LearningRates.Count == 0 || LearningRates.Any(rate => !(rate > 0) || !double.IsFinite(rate)) || LearningRates.Distinct().Count() < LearningRates.Count)
            throw new ArgumentException($"Expected one learning rate or more, all different and above 0; given {string.Join(", ", LearningRates.Select(rate => FormattableString.Invariant($"{rate}")))}.", argument);
    }
}

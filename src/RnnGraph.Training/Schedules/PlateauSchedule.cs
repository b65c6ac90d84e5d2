using System.Globalization;

namespace RnnGraph.Training;

/// <summary>A rate that falls when the held-out loss no longer does (PyTorch's ReduceLROnPlateau, in its mode "min" with a relative threshold): after more than
/// <c>patience</c> measurements in a row without one below <c>best · (1 − threshold)</c> it is multiplied by <c>factor</c>.</summary>
public sealed class PlateauSchedule : ISchedule
{
    private readonly double factor;
    private readonly int patience;
    private readonly double threshold;
    private readonly double lowest;
    private double current = 1;
    private double best = double.PositiveInfinity;
    private int without;

    /// <summary>Such a schedule.</summary>
    /// <param name="factor">What the rate is multiplied with, above 0 and below 1.</param>
    /// <param name="patience">Measurements without improvement that are borne, 0 or more.</param>
    /// <param name="threshold">The share of the best loss by which another must be below it to count as better, 0 to below 1.</param>
    /// <param name="lowest">The rate's lowest share of the initial one, 0 or more.</param>
    public PlateauSchedule(double factor = 0.1, int patience = 10, double threshold = 1e-4, double lowest = 0)
    {
        this.factor = OptimizerArguments.Decay(OptimizerArguments.Positive(factor, "factor"), "factor");
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        this.patience = patience;
        this.threshold = OptimizerArguments.Decay(threshold, "threshold");
        this.lowest = OptimizerArguments.NotNegative(lowest, "lowest share");
    }

    /// <inheritdoc/>
    public string Description => string.Create(
        CultureInfo.InvariantCulture, $"times {factor} after {patience} measurements without improvement by {threshold}, down to {lowest}");

    /// <summary>The factor, the best loss, and the measurements since.</summary>
    public IReadOnlyList<double> State => [current, best, without];

    /// <inheritdoc/>
    public double Factor(long update) => current;

    /// <inheritdoc/>
    public void Observe(double loss)
    {
        if (loss < best * (1 - threshold))
            (best, without) = (loss, 0);
        else
            without++;
        if (without > patience)
            (current, without) = (Math.Max(current * factor, lowest), 0);
    }

    /// <inheritdoc/>
    public void Resume(IReadOnlyList<double> state)
    {
        ScheduleState.Check(Description, 3, state);
        (current, best, without) = (state[0], state[1], (int)state[2]);
    }
}

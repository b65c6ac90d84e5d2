using System.Globalization;

namespace RnnGraph.Training;

/// <summary>A rate that rises in equal steps, and then goes as another schedule says, which counts its updates from the end of the rise:
/// <c>f₀ · (start + (1 − start) · n/N)</c> after n of N updates, f₀ being the other's first factor (PyTorch's LinearLR before another in SequentialLR).</summary>
public sealed class WarmUpSchedule : ISchedule
{
    private readonly long updates;
    private readonly double start;
    private readonly ISchedule then;

    /// <summary>Such a schedule.</summary>
    /// <param name="updates">Updates of the rise, 1 or more.</param>
    /// <param name="start">The share with which it begins, above 0: with 0, the first update would change nothing.</param>
    /// <param name="then">How it goes on; with the full rate if null.</param>
    public WarmUpSchedule(long updates, double start, ISchedule? then = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(updates);
        this.updates = updates;
        this.start = OptimizerArguments.Positive(start, "start");
        this.then = then ?? new ConstantSchedule();
    }

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"warm-up from {start} in {updates} updates, then {then.Description}");

    /// <inheritdoc/>
    public IReadOnlyList<double> State => then.State;

    /// <inheritdoc/>
    public double Factor(long update) => update < updates ? then.Factor(0) * (start + ((1 - start) * update / updates)) : then.Factor(update - updates);

    /// <inheritdoc/>
    public void Observe(double loss) => then.Observe(loss);

    /// <inheritdoc/>
    public void Resume(IReadOnlyList<double> state) => then.Resume(state);
}

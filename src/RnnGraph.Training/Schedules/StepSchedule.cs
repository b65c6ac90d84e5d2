using System.Globalization;

namespace RnnGraph.Training;

/// <summary>A rate that falls in steps: after n updates it is multiplied by <c>factor^⌊n / every⌋</c> (PyTorch's StepLR).</summary>
public sealed class StepSchedule : UpdateSchedule
{
    private readonly long every;
    private readonly double factor;

    /// <summary>Such a schedule.</summary>
    /// <param name="every">Updates of a step, 1 or more.</param>
    /// <param name="factor">What the rate is multiplied with at the end of each, above 0.</param>
    public StepSchedule(long every, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        this.every = every;
        this.factor = OptimizerArguments.Positive(factor, "factor");
    }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"times {factor} every {every} updates");

    /// <inheritdoc/>
    public override double Factor(long update) => Math.Pow(factor, update / every);
}

using System.Globalization;

namespace RnnGraph.Training;

/// <summary>A rate that falls along half a cosine to a lowest share, where it stays: after n of N updates it is multiplied by
/// <c>lowest + (1 − lowest) · (1 + cos(π·n/N)) / 2</c> (Loshchilov &amp; Hutter 2017; PyTorch's CosineAnnealingLR).</summary>
public sealed class CosineSchedule : UpdateSchedule
{
    private readonly long updates;
    private readonly double lowest;

    /// <summary>Such a schedule.</summary>
    /// <param name="updates">After how many updates the lowest rate is reached, 1 or more.</param>
    /// <param name="lowest">The lowest rate as a share of the initial one, 0 or more.</param>
    public CosineSchedule(long updates, double lowest = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(updates);
        this.updates = updates;
        this.lowest = OptimizerArguments.NotNegative(lowest, "lowest share");
    }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"cosine to {lowest} in {updates} updates");

    /// <inheritdoc/>
    public override double Factor(long update) => lowest + ((1 - lowest) * (1 + Math.Cos(Math.PI * Math.Min(update, updates) / updates)) / 2);
}

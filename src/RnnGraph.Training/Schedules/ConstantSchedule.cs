namespace RnnGraph.Training;

/// <summary>The same rate for every update.</summary>
public sealed class ConstantSchedule : UpdateSchedule
{
    /// <inheritdoc/>
    public override string Description => "constant";

    /// <inheritdoc/>
    public override double Factor(long update) => 1;
}

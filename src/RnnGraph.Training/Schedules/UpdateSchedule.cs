namespace RnnGraph.Training;

/// <summary>A schedule whose factors hang on the update alone, so that it remembers nothing.</summary>
public abstract class UpdateSchedule : ISchedule
{
    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> State => [];

    /// <inheritdoc/>
    public abstract double Factor(long update);

    /// <inheritdoc/>
    public void Observe(double loss)
    {
    }

    /// <inheritdoc/>
    public void Resume(IReadOnlyList<double> state) => ScheduleState.Check(Description, 0, state);
}

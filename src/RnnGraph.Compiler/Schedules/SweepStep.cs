namespace RnnGraph.Compiler.Schedules;

/// <summary>
/// Steps that go over all rows of an axis together, a block of time steps at a time, so that each finds in the cache what those before it wrote: a head and its loss.
/// </summary>
internal sealed class SweepStep : ScheduleStep
{
    public SweepStep(string? axis, IReadOnlyList<ScheduleStep> steps, IReadOnlyList<ScheduleStep> loss)
        : base(Extent.Steps)
    {
        Axis = axis;
        Own = steps;
        Loss = loss;
        Steps = [.. steps, .. loss];
    }

    /// <summary>What runs in every run.</summary>
    public IReadOnlyList<ScheduleStep> Own { get; }

    /// <summary>What follows where losses are wanted.</summary>
    public IReadOnlyList<ScheduleStep> Loss { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ScheduleStep> Steps { get; }
}

using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>
/// Scans that threads may run beside one another: stages, each of a scan and what comes before it. Either no stage waits for another, as the two directions of a layer, or each follows the
/// one before it some steps behind, as the layers of a stack.
/// </summary>
internal sealed class OverlapStep : ScheduleStep
{
    public OverlapStep(string? axis, Direction? follows, IReadOnlyList<IReadOnlyList<ScheduleStep>> stages)
        : base(Extent.Steps)
    {
        Axis = axis;
        Follows = follows;
        Stages = stages;
    }

    /// <summary>The direction in which each stage follows the one before it; null where none waits for another.</summary>
    public Direction? Follows { get; }

    /// <summary>The stages in program order.</summary>
    public IReadOnlyList<IReadOnlyList<ScheduleStep>> Stages { get; }
}

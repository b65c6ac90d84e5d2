using RnnGraph.Compiler.Schedules;

namespace RnnGraph.Compiler.Lowering;

/// <summary>A gate of a slot that a step of the schedule reads or writes, at the step's own index or the next.</summary>
internal readonly struct Access
{
    private Access(Place place, bool isWrite)
    {
        Place = place;
        IsWrite = isWrite;
    }

    public Place Place { get; }

    public bool IsWrite { get; }

    /// <summary>Whether both touch the same gate, at whatever index, and one of them writes it.</summary>
    public bool Meets(Access other) => Place.Slot == other.Place.Slot && Place.Gate == other.Place.Gate && (IsWrite || other.IsWrite);

    /// <summary>All that some steps read and write, those of loops and sweeps among them.</summary>
    public static IReadOnlyList<Access> Of(IEnumerable<ScheduleStep> steps) => Schedule.Open(steps).SelectMany(Of).ToList();

    private static IEnumerable<Access> Of(ScheduleStep step) => step is CopyStep copy
        ? (copy.Source is null ? [] : new[] { new Access(copy.Source.Place, false) }).Append(new Access(copy.Target.Place, true))
        : StepValues.Reads(step).Select(value => new Access(value.Place!.Value, false)).Concat(StepValues.Writes(step).Select(value => new Access(value.Place!.Value, true)));
}

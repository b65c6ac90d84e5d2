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

    private static IEnumerable<Access> Of(ScheduleStep step) => step switch
    {
        ProductStep product => Reads(product.Source).Concat(Writes(product.Targets)),
        BackProductStep back => Reads(back.Sources).Concat(Writes(back.Target)),
        RegionStep { Region: var region } => Reads(region.Loads.Values).Concat(Reads(region.Stores.Where(store => store.Hold is not null).Select(store => store.Hold!)))
            .Concat(Writes(region.Stores.Select(store => store.Target))).Concat(Writes(region.Sums.Select(sum => sum.Target))).Concat(Writes(region.Totals.Select(total => total.Target))),
        ReduceStep reduce => Reads(reduce.Source).Concat(Writes(reduce.Target)),
        RearrangeStep rearrange => Reads(rearrange.Sources).Concat(Writes(rearrange.Target)),
        DrawStep draw => Writes(draw.Target),
        CopyStep copy => (copy.Source is null ? [] : new[] { new Access(copy.Source.Place, false) }).Append(new Access(copy.Target.Place, true)),
        _ => throw new InvalidOperationException("Nobody knows what such a step reads and writes: " + step.GetType().Name),
    };

    private static IEnumerable<Access> Reads(params IEnumerable<Value> values) => values.Select(value => new Access(value.Place!.Value, false));

    private static IEnumerable<Access> Writes(params IEnumerable<Value> values) => values.Select(value => new Access(value.Place!.Value, true));
}

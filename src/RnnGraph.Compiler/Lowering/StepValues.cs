using RnnGraph.Compiler.Schedules;

namespace RnnGraph.Compiler.Lowering;

/// <summary>The values that a step of the schedule reads and writes for each row; of loops, sweeps and copies of rows, ask their parts.</summary>
internal static class StepValues
{
    /// <summary>What it reads, what it adds to among it.</summary>
    public static IEnumerable<Value> Reads(ScheduleStep step) => step switch
    {
        ProductStep product => product.Targets.Where((_, gate) => product.Accumulate[gate]).Append(product.Source),
        BackProductStep back => back.Accumulate ? back.Sources.Append(back.Target) : back.Sources,
        RegionStep { Region: var region } => region.Loads.Values.Concat(region.Stores.Where(store => store.Hold is not null).Select(store => store.Hold!)),
        ReduceStep reduce => [reduce.Source],
        RearrangeStep rearrange => rearrange.Sources,
        DrawStep => [],
        _ => throw Unknown(step),
    };

    /// <summary>What it leaves, totals among it.</summary>
    public static IEnumerable<Value> Writes(ScheduleStep step) => step switch
    {
        ProductStep product => product.Targets,
        BackProductStep back => [back.Target],
        RegionStep { Region: var region } => region.Stores.Select(store => store.Target).Concat(region.Sums.Select(sum => sum.Target)).Concat(region.Totals.Select(total => total.Target)),
        ReduceStep reduce => [reduce.Target],
        RearrangeStep rearrange => [rearrange.Target],
        DrawStep draw => [draw.Target],
        _ => throw Unknown(step),
    };

    private static InvalidOperationException Unknown(ScheduleStep step) => new("Nobody knows what such a step reads and writes: " + step.GetType().Name);
}

using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Finds scans that threads may run beside one another: where they stand one after another with nothing between them but what belongs to the later one, and either share nothing that one of them
/// writes, or the later one reads of each step what the earlier one left there before.
/// </summary>
internal static class Overlaps
{
    /// <summary>Puts such scans together, of the steps of the forward pass or of the backward pass, which no evaluating run has.</summary>
    public static void Gather(List<ScheduleStep> steps, bool isEvaluated)
    {
        for (var first = 0; first < steps.Count; first++)
        {
            if (steps[first] is LoopStep loop && (StagesAt(steps, first, null, isEvaluated) ?? StagesAt(steps, first, loop.Direction, isEvaluated)) is { } overlap)
            {
                steps.RemoveRange(first, overlap.Stages.Sum(stage => stage.Count));
                steps.Insert(first, overlap);
            }
        }
    }

    /// <summary>The stages from the loop at <paramref name="first"/> on; null where there is but one.</summary>
    private static OverlapStep? StagesAt(List<ScheduleStep> steps, int first, Direction? follows, bool isEvaluated)
    {
        var stages = new List<List<ScheduleStep>>();
        var stage = new List<ScheduleStep>();
        foreach (var step in steps.Skip(first).TakeWhile(step => CanOverlap(step, steps[first].Axis, follows)))
        {
            // What becomes of a scan's final value belongs to the scan: nobody else touches what it carries, and the value has a place of its own.
            if (step is CopyStep { Source.Carried: not null } && stage.Count == 0 && stages.Count > 0)
            {
                stages[stages.Count - 1].Add(step);
                continue;
            }

            stage.Add(step);
            if (step is not LoopStep)
            {
                continue;
            }

            // A scan without a product, as of a mean over time, is too little for a thread.
            var isWorth = Schedule.Open(stage).Any(within => within is ProductStep or BackProductStep);
            var before = isWorth ? stages : stages.Take(stages.Count - 1);
            if ((stages.Count == 0 && !isWorth) || !before.All(earlier => MayOverlap(earlier, stage, follows, isEvaluated)))
            {
                break;
            }

            if (isWorth)
            {
                stages.Add(stage);
            }
            else
            {
                stages[stages.Count - 1].AddRange(stage);
            }

            stage = new List<ScheduleStep>();
        }

        return stages.Count < 2 ? null : new OverlapStep(steps[first].Axis, follows, stages);
    }

    private static bool MayOverlap(List<ScheduleStep> earlier, List<ScheduleStep> later, Direction? follows, bool isEvaluated)
    {
        var touched = Access.Of(earlier);
        return Access.Of(later).All(access => touched.Where(access.Meets).All(before =>
            follows is { } direction && KeepsSteps(access.Place.Slot, isEvaluated) && Follows(before.Place, access.Place, direction)));
    }

    /// <summary>Whether a step may stand in a stage. Sums over steps would be added up in another order.</summary>
    private static bool CanOverlap(ScheduleStep step, string? axis, Direction? follows) => step switch
    {
        LoopStep loop => loop.Axis == axis && (follows is null || loop.Direction == follows),
        CopyStep => follows is null,
        SweepStep sweep => sweep.Steps.All(within => CanOverlap(within, axis, follows)),
        WeightGradientStep or StartTotalStep or SumTotalsStep => false,
        RegionStep { Region.Totals.Count: > 0 } => false,
        _ => step.Extent == Extent.Steps && step.Every == 1 && step.Axis == axis,
    };

    /// <summary>
    /// Whether a stage that begins a step as soon as an earlier one has done it finds an index of a slot as the earlier one leaves it in the end. At step t they touch the index t or the next, by
    /// their offsets: upwards an index is touched first by whom it is the next.
    /// </summary>
    private static bool Follows(Place earlier, Place later, Direction direction) => direction == Direction.Forward ? later.Offset <= earlier.Offset : later.Offset >= earlier.Offset;

    private static bool KeepsSteps(Slot slot, bool isEvaluated) =>
        slot.Train is Window.Steps or Window.StepsPlusOne or Window.External && !(isEvaluated && slot.Evaluate is (Window.One or Window.Two));
}

using RnnGraph.Compiler.Schedules;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Finds the steps that may go over all rows together. They work on each row of each time step by itself, so that a block of time steps may go through all of them before the next
/// block begins; it pays where one reads what another wrote.
/// </summary>
internal static class Sweeps
{
    /// <summary>Gathers the sweeps of each stage. Where the forward pass ends with the steps that the losses begin with, those are one.</summary>
    public static void Gather(List<ScheduleStep> forward, List<ScheduleStep> loss, List<ScheduleStep> backward)
    {
        // What is derived from parameters is computed before any run.
        var derived = loss.TakeWhile(step => step.Extent == Extent.Once).ToList();
        var first = forward.Count - RunAt(forward.AsEnumerable().Reverse()).Count;
        var (head, tail) = (forward.Skip(first).ToList(), RunAt(loss.Skip(derived.Count)));
        if (head.Count > 0 && tail.Count > 0 && RunAt(head.Concat(tail)) is var run && run.Count == head.Count + tail.Count && Span(run) is var (from, end) && from < head.Count && end > head.Count)
        {
            loss.RemoveRange(0, derived.Count + end - head.Count);
            forward.RemoveRange(first + from, head.Count - from);
            forward.InsertRange(first, derived);
            forward.Add(new SweepStep(run[0].Axis, head.Skip(from).ToList(), run.Take(end).Skip(head.Count).ToList()));
        }

        Gather(forward);
        Gather(loss);
        Gather(backward);
    }

    /// <summary>Where the values of each row and time step stand that a sweep reads or writes.</summary>
    public static IEnumerable<Slot> SlotsOf(SweepStep sweep) =>
        sweep.Steps.SelectMany(step => StepValues.Reads(step).Concat(StepValues.Writes(step))).Select(value => value.Place!.Value.Slot)
            .Where(slot => slot.Train is Window.Steps or Window.StepsPlusOne or Window.External).Distinct();

    private static void Gather(List<ScheduleStep> steps)
    {
        for (var index = 0; index < steps.Count;)
        {
            var run = RunAt(steps.Skip(index));
            if (Span(run) is var (from, end))
            {
                steps.RemoveRange(index + from, end - from);
                steps.Insert(index + from, new SweepStep(run[0].Axis, run.Take(end).Skip(from).ToList(), []));
                run.RemoveRange(from + 1, end - from - 1);
            }

            index += Math.Max(1, run.Count);
        }
    }

    /// <summary>The steps at the head of a list that may go over all rows together.</summary>
    private static List<ScheduleStep> RunAt(IEnumerable<ScheduleStep> steps)
    {
        var run = new List<ScheduleStep>();
        var totals = new HashSet<Value>();
        foreach (var step in steps)
        {
            // Two that add to one total would do so in an order that depends on the blocks.
            if (!IsByRow(step) || (run.Count > 0 && step.Axis != run[0].Axis) || !TotalsOf(step).All(totals.Add))
            {
                break;
            }

            run.Add(step);
        }

        return run;
    }

    /// <summary>From the first step of a run whose result another of it reads to the last that reads one; null where there is none.</summary>
    private static (int From, int End)? Span(List<ScheduleStep> run)
    {
        var links = (from reader in Enumerable.Range(0, run.Count)
                     from writer in Enumerable.Range(0, reader)
                     where StepValues.Reads(run[reader]).Intersect(StepValues.Writes(run[writer])).Any()
                     select (writer, reader)).ToList();
        return links.Count == 0 ? null : (links.Min(link => link.writer), links.Max(link => link.reader) + 1);
    }

    /// <summary>Whether a step works on each row of each time step by itself. A carried value reaches from one time step to the next.</summary>
    private static bool IsByRow(ScheduleStep step) =>
        step is ProductStep or BackProductStep or RegionStep or ReduceStep or RearrangeStep or DrawStep
        && step.Extent == Extent.Steps && step.Every == 1 && step.Axis is not null
        && StepValues.Writes(step).All(value => value.Place!.Value.Slot.Train is not (Window.Two or Window.StepsPlusOne));

    private static IEnumerable<Value> TotalsOf(ScheduleStep step) => step is RegionStep region ? region.Region.Totals.Select(total => total.Target) : [];
}

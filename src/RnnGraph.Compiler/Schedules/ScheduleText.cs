using RnnGraph.Compiler.Emission;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>Prints a schedule: its slots and its steps, an equation a line.</summary>
internal static class ScheduleText
{
    public static string Print(Schedule schedule)
    {
        var writer = new CodeWriter();
        writer.Line("slots");
        foreach (var slot in schedule.Slots)
        {
            var occupants = slot.Occupants.Count == 0 ? "" : ": " + string.Join(" | ", slot.Occupants.Select(names => string.Join(" → ", names)));
            writer.Line(FormattableString.Invariant(
                $"    {slot.Name} [{slot.Features}]{(slot.Gates > 1 ? " × " + slot.Gates : "")} {slot.Layout} {slot.Train}/{slot.Evaluate}{occupants}"));
        }

        writer.Line("forward");
        Print(writer, schedule.Forward, "    ");
        if (schedule.Loss.Count > 0)
        {
            writer.Line("loss");
            Print(writer, schedule.Loss, "    ");
        }

        writer.Line("backward");
        Print(writer, schedule.Backward, "    ");
        return writer.ToString();
    }

    private static void Print(CodeWriter writer, IReadOnlyList<ScheduleStep> steps, string indent)
    {
        foreach (var step in steps)
        {
            var extent = (step.Extent == Extent.Steps ? (step.Axis is null ? "each row: " : "all steps" + Along(step.Axis) + ": ") : step.Extent == Extent.Once ? "once: " : "")
                + (step.Every > 1 ? FormattableString.Invariant($"every {step.Every}: ") : "");
            switch (step)
            {
                case LoopStep loop:
                    writer.Line(indent + (loop.Direction == Direction.Forward ? "for t upwards" : "for t downwards") + Along(loop.Axis));
                    Print(writer, loop.Steps, indent + "    ");
                    break;
                case OverlapStep overlap:
                    for (var stage = 0; stage < overlap.Stages.Count; stage++)
                    {
                        writer.Line(indent + (stage == 0 ? "overlapping" : overlap.Follows is null ? "beside it" : "some steps behind it"));
                        Print(writer, overlap.Stages[stage], indent + "    ");
                    }

                    break;
                case SweepStep sweep:
                    writer.Line(indent + "sweep" + Along(sweep.Axis));
                    Print(writer, sweep.Own, indent + "    ");
                    if (sweep.Loss.Count > 0)
                    {
                        writer.Line(indent + "    loss");
                        Print(writer, sweep.Loss, indent + "        ");
                    }

                    break;
                case ProductStep product: writer.Line(indent + extent + StepEquations.Of(product)); break;
                case BackProductStep back: writer.Line(indent + extent + StepEquations.Of(back)); break;
                case WeightGradientStep gradient: writer.Line(indent + extent + StepEquations.Of(gradient)); break;
                case ReduceStep reduce: writer.Line(indent + extent + MathText.Equation(reduce.Node)); break;
                case RearrangeStep rearrange: writer.Line(indent + extent + MathText.Equation(rearrange.Node)); break;
                case CopyStep copy: writer.Line(indent + StepEquations.Of(copy)); break;
                case DrawStep draw: writer.Line(indent + extent + "draw " + draw.Target.Node.Name); break;
                case StartTotalStep start: writer.Line(indent + extent + "total start " + start.State); break;
                case SumTotalsStep: writer.Line(indent + "sum totals"); break;
                case RegionStep region: Print(writer, region.Region, indent, extent); break;
            }
        }
    }

    private static string Along(string? axis) => axis is null or "time" ? "" : " along " + axis;

    private static void Print(CodeWriter writer, Region region, string indent, string extent)
    {
        writer.Line(indent + extent + "region " + region.Name);
        foreach (var load in region.Loads)
        {
            writer.Line(FormattableString.Invariant($"{indent}    load {MathText.Name(load.Key)} from {load.Value.Place}"));
        }

        foreach (var node in region.Nodes)
        {
            writer.Line(indent + "    " + MathText.Equation(node));
        }

        foreach (var store in region.Stores)
        {
            writer.Line(FormattableString.Invariant($"{indent}    store {(store.Source is null ? "0" : MathText.Name(store.Source))} to {store.Target.Place}"));
        }

        foreach (var sum in region.Sums)
        {
            writer.Line(indent + "    sum " + MathText.Name(sum.Source) + " to " + sum.Target.Place);
        }

        foreach (var total in region.Totals)
        {
            writer.Line(indent + "    total " + MathText.Name(total.Source));
        }
    }
}

using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Emission;

/// <summary>Emits the driver: the order of the runtime's calls, each with its equation beside it.</summary>
internal static class ScheduleFile
{
    public static EmittedFile Emit(CellEmission cell)
    {
        var writer = new CodeWriter();
        ClassFrame.Open(writer, cell.Target);
        var backward = cell.Schedule.Backward.ToList();
        var sum = backward.FindIndex(step => step is SumTotalsStep);
        var derived = cell.Schedule.Forward.Concat(cell.Schedule.Loss).Concat(backward.Take(sum)).Where(step => step.Extent == Extent.Once).ToList();
        if (derived.Count > 0)
        {
            Method(writer, cell, "Derive", derived, "protected");
            writer.Line();
        }

        Method(writer, cell, "Forward", cell.Schedule.Forward.Except(derived).ToList(), "protected");
        writer.Line();
        if (cell.Schedule.Loss.Count > 0)
        {
            Method(writer, cell, "Loss", cell.Schedule.Loss.Except(derived).ToList(), "protected");
            writer.Line();
        }

        var isSumRead = backward.Skip(sum + 1).Any(step => step.Extent == Extent.Once);
        var steps = backward.Where((step, index) => step is SumTotalsStep ? isSumRead : step.Extent == Extent.Steps || index > sum).ToList();
        Method(writer, cell, "Backward", steps, "protected");
        ClassFrame.Close(writer, cell.Target);
        return new EmittedFile(".Schedule", writer.ToString());
    }

    private static void Method(CodeWriter writer, CellEmission cell, string name, IReadOnlyList<ScheduleStep> steps, string access)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("[Compiler::MethodImpl(Compiler::MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"{access} override void {name}(ref Rnn::Pass<{cell.Scalar}> pass)");
        var along = cell.Schedule.Axes[0];
        var isAfterLoop = false;
        var isAtEnd = false;
        foreach (var group in AlongOneAxis(steps, along))
        {
            if (isAfterLoop)
            {
                writer.Line();
            }

            isAfterLoop = IsBlock(group.Steps[group.Steps.Count - 1]);
            if (group.Axis != along || group.IsAtEnd != isAtEnd)
            {
                writer.Line(group.Axis is null ? $"pass.Once({(group.IsAtEnd ? "atEnd: true" : "")});" : $"pass.Along({cell.Rows.AxisName(group.Axis)});");
                (along, isAtEnd) = (group.Axis, group.IsAtEnd);
            }

            Calls(writer, cell, group.Steps, "");
        }

        writer.Close();
    }

    /// <summary>Steps in a row that run along the same axis, or once for each row at the same end; what has none goes along with those before it.</summary>
    private static IEnumerable<(string? Axis, bool IsAtEnd, IReadOnlyList<ScheduleStep> Steps)> AlongOneAxis(IReadOnlyList<ScheduleStep> steps, string? first)
    {
        var group = new List<ScheduleStep>();
        var along = (Axis: first, IsAtEnd: false);
        foreach (var step in steps)
        {
            var next = step is CopyStep or SumTotalsStep || step.Extent == Extent.Once ? along : (step.Axis, step.IsAtEnd);
            if (next != along && group.Count > 0)
            {
                yield return (along.Axis, along.IsAtEnd, group);
                group = new List<ScheduleStep>();
            }

            along = next;
            group.Add(step);
        }

        if (group.Count > 0)
        {
            yield return (along.Axis, along.IsAtEnd, group);
        }
    }

    private static void Calls(CodeWriter writer, CellEmission cell, IReadOnlyList<ScheduleStep> steps, string time)
    {
        for (var index = 0; index < steps.Count;)
        {
            if (IsBlock(steps[index]))
            {
                Block(writer, cell, steps[index]);
                if (++index < steps.Count)
                {
                    writer.Line();
                }

                continue;
            }

            var every = steps[index].Every;
            var together = steps.Skip(index).TakeWhile(step => step.Every == every && !IsBlock(step) && (every == 1 || time.Length > 0 || step is not WeightGradientStep)).ToList();
            if (every == 1)
            {
                Plain(writer, cell, together, time);
            }
            else if (together.Count == 0)
            {
                together = [steps[index]];
                var row = cell.Row(steps[index]);
                writer.Line(FormattableString.Invariant($"pass.WeightGradient({row}, every: {every}); // {StepEquations.Of((WeightGradientStep)steps[index])}"));
            }
            else
            {
                writer.Open(time.Length > 0
                    ? FormattableString.Invariant($"if (pass.IsDue(t, every: {every}))")
                    : FormattableString.Invariant($"for (var t = pass.FirstDue(every: {every}); t < pass.End; t += {every})"));
                Plain(writer, cell, together, ", t");
                writer.Close();
            }

            index += together.Count;
        }
    }

    /// <summary>Whether a step is emitted as a block of code, with an empty line behind it.</summary>
    private static bool IsBlock(ScheduleStep step) => step is LoopStep or SweepStep or OverlapStep;

    private static void Block(CodeWriter writer, CellEmission cell, ScheduleStep step)
    {
        switch (step)
        {
            case LoopStep loop: Loop(writer, cell, loop); break;
            case SweepStep sweep: Sweep(writer, cell, sweep); break;
            case OverlapStep overlap: Overlap(writer, cell, overlap); break;
        }
    }

    private static void Loop(CodeWriter writer, CellEmission cell, LoopStep loop)
    {
        writer.Open(loop.Direction == Direction.Forward
            ? "for (var t = pass.Begin; t < pass.End; t++)"
            : "for (var t = pass.End - 1; t >= pass.Begin; t--)");
        Calls(writer, cell, loop.Steps, ", t");
        writer.Close();
    }

    /// <summary>Stages that threads may run beside one another.</summary>
    private static void Overlap(CodeWriter writer, CellEmission cell, OverlapStep overlap)
    {
        var stages = overlap.Stages.Count;
        writer.Open(overlap.Follows switch
        {
            null => FormattableString.Invariant($"while (pass.Beside(stages: {stages})) // none of them waits for another"),
            Direction.Forward => FormattableString.Invariant($"while (pass.Behind(stages: {stages})) // each follows the one before it, a block of steps behind"),
            _ => FormattableString.Invariant($"while (pass.Behind(stages: {stages}, downwards: true)) // each follows the one before it, a block of steps behind"),
        });
        for (var stage = 0; stage < stages; stage++)
        {
            if (stage > 0)
            {
                writer.Line();
            }

            writer.Open(FormattableString.Invariant($"if (pass.Takes(stage: {stage}))"));
            Calls(writer, cell, overlap.Stages[stage], "");
            writer.Close();
        }

        writer.Close();
    }

    /// <summary>Calls for one block of steps after another.</summary>
    private static void Sweep(CodeWriter writer, CellEmission cell, SweepStep sweep)
    {
        writer.Open(FormattableString.Invariant($"while (pass.Sweep({cell.Row(sweep)})) // a block of steps at a time, which stays in the cache"));
        Plain(writer, cell, sweep.Own, "");
        if (sweep.Loss.Count > 0)
        {
            writer.Open("if (pass.RunsLoss)");
            Plain(writer, cell, sweep.Loss, "");
            writer.Close();
        }

        writer.Close();
    }

    /// <summary>Calls that all run at the same steps.</summary>
    private static void Plain(CodeWriter writer, CellEmission cell, IReadOnlyList<ScheduleStep> steps, string time)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            if (index + 1 < steps.Count && CanFuse(steps[index], steps[index + 1]))
            {
                var (product, region) = ((ProductStep)steps[index], (RegionStep)steps[++index]);
                writer.Line(FormattableString.Invariant(
                    $"pass.ProjectAndApply<{cell.Body(region)}>({cell.Row(product)}, {cell.Row(region)}{time}); // {StepEquations.Of(product)}; then {cell.Body(region)}"));
            }
            else
            {
                writer.Line(Call(cell, steps[index], time));
            }
        }
    }

    /// <summary>
    /// A product and the body that reads what it wrote run panel by panel, so that the body finds the tile in cache,
    /// unless the body changes what the product still reads.
    /// </summary>
    private static bool CanFuse(ScheduleStep first, ScheduleStep second) =>
        first is ProductStep { Extent: Extent.Step } product && second is RegionStep { Extent: Extent.Step } region
        && product.Targets[0].Features == region.Region.Features && !region.Region.IsSpread
        && region.Region.Loads.Values.Any(product.Targets.Contains)
        && !region.Region.Stores.Any(store => store.Target.Place!.Value.Equals(product.Source.Place!.Value));

    private static string Call(CellEmission cell, ScheduleStep step, string time)
    {
        if (step is SumTotalsStep)
        {
            return "pass.SumTotals();";
        }

        var row = cell.Row(step);
        return step switch
        {
            CopyStep copy => FormattableString.Invariant($"pass.CopyRows({row}); // {StepEquations.Of(copy)}"),
            ProductStep product => FormattableString.Invariant($"pass.Project({row}{time}); // {StepEquations.Of(product)}"),
            BackProductStep back => FormattableString.Invariant($"pass.BackProject({row}{time}); // {StepEquations.Of(back)}"),
            WeightGradientStep gradient => FormattableString.Invariant($"pass.WeightGradient({row}); // {StepEquations.Of(gradient)}"),
            RegionStep { Extent: Extent.Once } region => FormattableString.Invariant($"pass.Derive<{cell.Body(region)}>({row});"),
            RegionStep { Region.IsSpread: true } region => FormattableString.Invariant($"pass.ApplyByRow<{cell.Body(region)}>({row}{time});"),
            RegionStep region => FormattableString.Invariant($"pass.Apply<{cell.Body(region)}>({row}{time});"),
            ReduceStep { Extent: Extent.Once } reduce => FormattableString.Invariant($"pass.ReduceDerived({row}); // {reduce.Node.Name}"),
            ReduceStep reduce => FormattableString.Invariant($"pass.Reduce({row}{time}); // {reduce.Node.Name}"),
            RearrangeStep { Extent: Extent.Once } rearrange => FormattableString.Invariant($"pass.RearrangeDerived({row}); // {MathText.Equation(rearrange.Node)}"),
            RearrangeStep rearrange => FormattableString.Invariant($"pass.Rearrange({row}{time}); // {MathText.Equation(rearrange.Node)}"),
            DrawStep draw => FormattableString.Invariant($"pass.Draw({row}{time}); // {draw.Node.Name}"),
            StartTotalStep start => FormattableString.Invariant($"pass.TotalStart({row}); // ∂{start.State}"),
            _ => throw new InvalidOperationException("A step of the schedule has no emitted form: " + step.GetType().Name),
        };
    }
}

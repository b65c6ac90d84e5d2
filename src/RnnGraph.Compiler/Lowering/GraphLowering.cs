using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>From the graph of a training step to its schedule.</summary>
internal static class GraphLowering
{
    /// <summary>Orders, groups and places all work of a training step.</summary>
    /// <param name="graph">The graph of a training step.</param>
    /// <param name="budget">How large a body may be; null for any size.</param>
    /// <exception cref="CompilationBudgetException">A body is too large.</exception>
    public static Schedule Lower(Graph graph, CompilationBudget? budget = null)
    {
        (graph, var noises) = WeightNoise.Separate(graph);
        var context = new LoweringContext(graph, budget);
        Segments.Place(context.Blocks);
        var stages = new[] { new List<ScheduleStep>(), new List<ScheduleStep>(), new List<ScheduleStep>() };
        var isForward = true;
        foreach (var block in context.Blocks)
        {
            if (isForward && block.IsBackward)
            {
                KeepResults(context, ResultKind.Output, ResultKind.Loss);
                isForward = false;
            }

            var steps = stages[(int)block.Stage];
            if (block.Scan is { Scan: { } scan })
            {
                steps.AddRange(RowCopies.Starts(block, context));
                Run(block, context);
                steps.Add(new LoopStep(scan, block.Axis, block.Steps));
                steps.AddRange(RowCopies.Ends(block, context));
            }
            else
            {
                Run(block, context);
                steps.AddRange(block.Steps);
            }
        }

        var (forward, loss, backward) = (stages[0], stages[1], stages[2]);
        SumTotals(backward);
        KeepResults(context, isForward ? [ResultKind.Output, ResultKind.Loss] : [ResultKind.Gradient]);
        SetWindows(context);
        SlotPlanner.Plan(context.Values.All.Where(value => value.Users.OfType<Block>().Any()), context.Values.AxisOf);
        var slots = Slots(context, stages);
        Sweeps.Gather(forward, loss, backward);
        Overlaps.Gather(forward, isEvaluated: true);
        Overlaps.Gather(backward, isEvaluated: false);
        var schedule = new Schedule(graph, context.Packing.Packs, slots, forward, loss, backward)
        {
            WeightNoises = noises,
            SegmentsObstacle = Segments.Obstacle(context),
        };
        Ports.Set(schedule, context);
        return schedule;
    }

    private static void Run(Block block, LoweringContext context)
    {
        new BlockScheduler(block, context).Run();
        block.Steps.ForEach(step => (step.Axis, step.IsAtEnd) = (block.Axis, block.IsAtEnd));
    }

    /// <summary>Totals are added up over the chunks of rows once the last of them is complete, before anything reads them.</summary>
    private static void SumTotals(List<ScheduleStep> backward)
    {
        // What a state learns to start from is a total too.
        var starts = backward.Where(step => step is StartTotalStep).ToList();
        backward.RemoveAll(starts.Contains);
        backward.InsertRange(backward.FindLastIndex(step => step is LoopStep) + 1, starts);
        var last = backward.FindLastIndex(step => step is LoopStep or StartTotalStep or RegionStep { Extent: Extent.Steps });
        backward.Insert(last + 1, new SumTotalsStep());
    }

    /// <summary>What the caller is given stays until the end of its pass.</summary>
    private static void KeepResults(LoweringContext context, params ResultKind[] kinds)
    {
        var (caller, end) = (new object(), context.NextTime());
        foreach (var result in context.Graph.Results.Where(result => kinds.Contains(result.Kind) && result.Node.Op != StructureOps.Final && !result.Node.Shape.IsMatrix))
        {
            var value = context.Values[result.Node];
            if (value.Place is not null || value.Users.Count > 0)
            {
                value.Touch(end, caller);
            }
        }
    }

    private static void SetWindows(LoweringContext context)
    {
        foreach (var value in context.Values.All.Where(value => value.Place is null && value.Users.OfType<Block>().Any()))
        {
            var blocks = value.Users.OfType<Block>().ToList();
            var isShared = value.Users.Count > 1;
            var forward = blocks.Where(block => !block.IsBackward).ToList();
            if (blocks.Any(block => block.Extent == Extent.Once) && value.Node.Space == Space.Parameter)
            {
                (value.Train, value.Evaluate) = (Window.Derived, Window.Derived);
                continue;
            }

            if (context.Values.AxisOf(value.Node) is null)
            {
                (value.Train, value.Evaluate) = (Window.One, forward.Count == 0 ? Window.None : Window.One);
                continue;
            }

            if (value.Node.Op is RandomRow)
            {
                isShared = blocks.Count < value.Users.Count || blocks.Any(block => block.Extent == Extent.Steps);
            }

            value.Train = isShared || blocks[0].Extent == Extent.Steps ? Window.Steps : Window.One;
            var isOutput = context.Graph.Results.Any(result => result.Kind == ResultKind.Output && Roots.Of(result.Node) == value.Node);
            value.Evaluate = forward.Count == 0 ? Window.None
                : isOutput || forward.Count > 1 || forward[0].Extent == Extent.Steps ? Window.Chunk
                : Window.One;
        }
    }

    private static List<Slot> Slots(LoweringContext context, IEnumerable<IEnumerable<ScheduleStep>> stages)
    {
        var slots = new List<Slot>();
        void Take(Slot? slot)
        {
            if (slot is not null && slot.Id < 0)
            {
                slot.Id = slots.Count;
                slots.Add(slot);
            }
        }

        foreach (var node in context.Graph.Nodes.Where(node => node.Op == StructureOps.Input || node.Op == StructureOps.Vector || node.Op == StructureOps.Given))
        {
            Take(context.Values.PlaceOf(node)?.Slot);
        }

        foreach (var block in context.Blocks)
        {
            foreach (var carried in block.Scan?.Scan!.Carried ?? Array.Empty<Carried>())
            {
                Take(context.Values.Carried[carried]);
            }
        }

        foreach (var value in context.Values.All.Concat(context.Values.Taps.Values).OrderBy(value => value.Birth))
        {
            Take(value.Place?.Slot);
        }

        foreach (var region in stages.SelectMany(steps => steps).SelectMany(step => step is LoopStep loop ? loop.Steps : new[] { step }).OfType<RegionStep>())
        {
            foreach (var value in region.Region.Loads.Values.Concat(region.Region.Stores.Select(store => store.Target)).Concat(region.Region.Sums.Select(sum => sum.Target)))
            {
                value.Place!.Value.Slot.IsPadded = true;
            }
        }

        return slots;
    }
}

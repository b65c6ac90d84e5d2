using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>From the graph of a training step to its schedule.</summary>
internal static class GraphLowering
{
    public static Schedule Lower(Graph graph)
    {
        var context = new LoweringContext(graph);
        var forward = new List<ScheduleStep>();
        var backward = new List<ScheduleStep>();
        var isForward = true;
        foreach (var block in context.Blocks)
        {
            if (isForward && block.IsBackward)
            {
                KeepResults(context, ResultKind.Output);
                isForward = false;
            }

            new BlockScheduler(block, context).Run();
            var steps = block.IsBackward ? backward : forward;
            if (block.Scan is { } scan)
            {
                steps.Add(new LoopStep(scan.Scan!.Direction, block.Steps));
            }
            else
            {
                steps.AddRange(block.Steps);
            }
        }

        SumTotals(backward);
        KeepResults(context, isForward ? ResultKind.Output : ResultKind.Gradient);
        SetWindows(context);
        SlotPlanner.Plan(context.Values.All.Where(value => value.Users.OfType<Block>().Any()));
        return Ports(new Schedule(graph, context.Packing.Packs, Slots(context, forward, backward), forward, backward), context);
    }

    /// <summary>Totals are added up over the chunks of rows once the last of them is complete, before anything reads them.</summary>
    private static void SumTotals(List<ScheduleStep> backward)
    {
        var last = backward.FindLastIndex(step => step is LoopStep or RegionStep { Extent: Extent.Steps });
        backward.Insert(last + 1, new SumTotalsStep());
    }

    /// <summary>What the caller is given stays until the end of its pass.</summary>
    private static void KeepResults(LoweringContext context, ResultKind kind)
    {
        var (caller, end) = (new object(), context.NextTime());
        foreach (var result in context.Graph.Results.Where(result => result.Kind == kind && result.Node.Op != StructureOps.Final && !result.Node.Shape.IsMatrix))
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

            value.Train = isShared || blocks[0].Extent == Extent.Steps ? Window.Steps : Window.One;
            var isOutput = context.Graph.Results.Any(result => result.Kind == ResultKind.Output && Roots.Of(result.Node) == value.Node);
            value.Evaluate = forward.Count == 0 ? Window.None
                : isOutput || forward.Count > 1 || forward[0].Extent == Extent.Steps ? Window.Chunk
                : Window.One;
        }
    }

    private static List<Slot> Slots(LoweringContext context, List<ScheduleStep> forward, List<ScheduleStep> backward)
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

        foreach (var node in context.Graph.Nodes.Where(node => node.Op == StructureOps.Input))
        {
            Take(context.Values[node].Place!.Value.Slot);
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

        foreach (var region in new[] { forward, backward }.SelectMany(steps => steps).SelectMany(step => step is LoopStep loop ? loop.Steps : new[] { step }).OfType<RegionStep>())
        {
            foreach (var value in region.Region.Loads.Values.Concat(region.Region.Stores.Select(store => store.Target)))
            {
                value.Place!.Value.Slot.IsPadded = true;
            }
        }

        return slots;
    }

    private static Schedule Ports(Schedule schedule, LoweringContext context)
    {
        var graph = context.Graph;
        var carried = context.Blocks.Where(block => block.Scan is not null).SelectMany(block => block.Scan!.Scan!.Carried).ToList();
        GraphResult? Gradient(string name) => graph.Results.FirstOrDefault(result => result.Kind == ResultKind.Gradient && result.Name == name);
        Place? PlaceOf(GraphNode? node) => node is null ? null : context.Values[node].Place;
        Slot? FinalSlot(GraphResult? result) =>
            result?.Node.Op == StructureOps.Final ? context.Values.Carried[carried.First(c => c.Argument == result.Node.Inner)] : null;

        var outputs = graph.Results.Where(result => result.Kind == ResultKind.Output).ToList();
        var seeds = new HashSet<string>(outputs.Select(output => "d." + output.Name), StringComparer.Ordinal);
        schedule.Inputs = graph.Nodes.Where(node => node.Op == StructureOps.Input && !seeds.Contains(node.Name))
            .Select(node => new Port(node.Name, node.Shape.Rows, context.Values[node].Place!.Value, PlaceOf(Gradient(node.Name)?.Node))).ToList();
        schedule.Outputs = outputs.Select(output => new Port(
            output.Name, output.Node.Shape.Rows, PlaceOf(output.Node)!.Value,
            PlaceOf(graph.Nodes.FirstOrDefault(node => node.Op == StructureOps.Input && node.Name == "d." + output.Name)))).ToList();
        schedule.States = graph.Results.Where(result => result.Kind == ResultKind.FinalState).Select(result =>
        {
            var gradient = FinalSlot(Gradient(result.Name));
            return new Port(result.Name, result.Node.Shape.Rows, new Place(FinalSlot(result)!), gradient is null ? null : new Place(gradient));
        }).ToList();
        schedule.Taps = graph.Results.Where(result => result.Kind == ResultKind.Tap)
            .Select(result => new Port(result.Name, result.Node.Shape.Rows, context.Values.Taps[result.Name].Place!.Value, null)).ToList();
        schedule.VectorGradients = graph.Nodes.Where(node => node.Op == StructureOps.Parameter && !node.Shape.IsMatrix)
            .Select(node => (node.Name, Result: Gradient(node.Name))).Where(pair => pair.Result is not null && context.Values[pair.Result.Node].Place is not null)
            .Select(pair => new VectorGradient(pair.Name, context.Values[pair.Result!.Node])).ToList();
        schedule.Values = context.Values.All.Where(value => value.Place is not null).ToList();
        return schedule;
    }
}

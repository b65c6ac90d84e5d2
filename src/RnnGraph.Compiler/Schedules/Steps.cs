using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>The extent of a step of the schedule.</summary>
internal enum Extent
{
    /// <summary>One time step, inside a loop.</summary>
    Step,

    /// <summary>All time steps at once.</summary>
    Steps,

    /// <summary>Once a run, one row: values of parameters alone.</summary>
    Once,
}

/// <summary>One entry of the schedule.</summary>
internal abstract class ScheduleStep
{
    protected ScheduleStep(Extent extent) => Extent = extent;

    public Extent Extent { get; }

    /// <summary>The position in program order, by which lifetimes are measured.</summary>
    public int Time { get; set; }
}

/// <summary>target[gate] (+)= pack[k]·source for every gate k of a pack of matrices that read the same vector.</summary>
internal sealed class ProductStep : ScheduleStep
{
    public ProductStep(Extent extent, Pack pack, Value source, IReadOnlyList<Value> targets, IReadOnlyList<bool> accumulate)
        : base(extent)
    {
        Pack = pack;
        Source = source;
        Targets = targets;
        Accumulate = accumulate;
    }

    public Pack Pack { get; }

    public Value Source { get; }

    public IReadOnlyList<Value> Targets { get; }

    public IReadOnlyList<bool> Accumulate { get; }
}

/// <summary>target (+)= Σ_k pack[k]ᵀ·source[k].</summary>
internal sealed class BackProductStep : ScheduleStep
{
    public BackProductStep(Extent extent, Pack pack, IReadOnlyList<Value> sources, Value target, bool accumulate)
        : base(extent)
    {
        Pack = pack;
        Sources = sources;
        Target = target;
        Accumulate = accumulate;
    }

    public Pack Pack { get; }

    public IReadOnlyList<Value> Sources { get; }

    public Value Target { get; }

    public bool Accumulate { get; }
}

/// <summary>gradient of pack[k] += Σ over rows of all steps of delta[k]·leftᵀ.</summary>
internal sealed class WeightGradientStep : ScheduleStep
{
    public WeightGradientStep(Pack pack, Value left, IReadOnlyList<Value> deltas)
        : base(Extent.Steps)
    {
        Pack = pack;
        Left = left;
        Deltas = deltas;
    }

    public Pack Pack { get; }

    public Value Left { get; }

    public IReadOnlyList<Value> Deltas { get; }
}

/// <summary>One pass over memory: everything elementwise between two products.</summary>
internal sealed class RegionStep : ScheduleStep
{
    public RegionStep(Extent extent, Region region)
        : base(extent) => Region = region;

    public Region Region { get; }
}

/// <summary>Features to one: the sum, mean or maximum of each row.</summary>
internal sealed class ReduceStep : ScheduleStep
{
    public ReduceStep(Extent extent, GraphNode node, Value source, Value target)
        : base(extent)
    {
        Node = node;
        Source = source;
        Target = target;
    }

    public GraphNode Node { get; }

    public Value Source { get; }

    public Value Target { get; }
}

/// <summary>The steps of a scan, in its direction.</summary>
internal sealed class LoopStep : ScheduleStep
{
    public LoopStep(Direction direction, IReadOnlyList<ScheduleStep> steps)
        : base(Extent.Steps)
    {
        Direction = direction;
        Steps = steps;
    }

    public Direction Direction { get; }

    public IReadOnlyList<ScheduleStep> Steps { get; }
}

/// <summary>Adds the totals of the chunks of rows in a fixed tree, so that what follows may read them.</summary>
internal sealed class SumTotalsStep : ScheduleStep
{
    public SumTotalsStep()
        : base(Extent.Once)
    {
    }
}

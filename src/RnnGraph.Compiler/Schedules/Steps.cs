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

    /// <summary>The period of the steps at which it runs, counted from the first of the sequence; 1 is every step.</summary>
    public int Every { get; set; } = 1;

    /// <summary>The position in program order, by which lifetimes are measured.</summary>
    public int Time { get; set; }

    /// <summary>The time axis along which it runs; null for once for each row. Of what runs once for all rows it says nothing.</summary>
    public string? Axis { get; set; }

    /// <summary>Of what runs once for each row: whether it belongs to the end of the sequences, otherwise to their start.</summary>
    public bool IsAtEnd { get; set; }
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

    /// <summary>The matrix E through which tokens are read, target[gate] (+)= pack[k]·(E·source); null where the source is read as it is.</summary>
    public Pack? Embedding { get; set; }
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

    /// <summary>
    /// The matrix E through which the forward product read tokens: pack[k] takes delta[k]·(E·left)ᵀ, and E takes (Σ_k pack[k]ᵀ·delta[k])·leftᵀ. Null where there is none.
    /// </summary>
    public Pack? Embedding { get; set; }
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

/// <summary>target = the features of the sources, moved: put together, cut out, copied, or summed in groups; row by row.</summary>
internal sealed class RearrangeStep : ScheduleStep
{
    public RearrangeStep(Extent extent, GraphNode node, IReadOnlyList<Value> sources, Value target)
        : base(extent)
    {
        Node = node;
        Sources = sources;
        Target = target;
    }

    public GraphNode Node { get; }

    public IReadOnlyList<Value> Sources { get; }

    public Value Target { get; }
}

/// <summary>A carried value's start, or what becomes of it in the end: rows are copied from or to an end of its scan.</summary>
internal sealed class CopyStep : ScheduleStep
{
    public CopyStep(RowEnd? source, double fill, RowEnd target)
        : base(Extent.Steps)
    {
        Source = source;
        Fill = fill;
        Target = target;
    }

    /// <summary>What is copied; null for a number.</summary>
    public RowEnd? Source { get; }

    /// <summary>The number, where nothing is copied.</summary>
    public double Fill { get; }

    public RowEnd Target { get; }
}

/// <summary>A value that each row has once, or a carried value before the first or after the last step.</summary>
internal sealed class RowEnd
{
    public RowEnd(Value value, Slot? carried = null, bool isAtEnd = false)
    {
        Value = value;
        Carried = carried;
        IsAtEnd = isAtEnd;
    }

    public Value Value { get; }

    /// <summary>The slot of the carried value.</summary>
    public Slot? Carried { get; }

    /// <summary>Whether it is the one after the last step.</summary>
    public bool IsAtEnd { get; }

    public Place Place => Carried is null ? Value.Place!.Value : new Place(Carried);
}

/// <summary>target = what a random leaf draws, or what it states for evaluation.</summary>
internal sealed class DrawStep : ScheduleStep
{
    public DrawStep(Extent extent, GraphNode node, Value target)
        : base(extent)
    {
        Node = node;
        Target = target;
    }

    public GraphNode Node { get; }

    public Value Target { get; }
}

/// <summary>total += the gradient of an initial state over the rows, where the caller gave none.</summary>
internal sealed class StartTotalStep : ScheduleStep
{
    public StartTotalStep(string state, Place gradient, Value total)
        : base(Extent.Steps)
    {
        State = state;
        Gradient = gradient;
        Total = total;
    }

    public string State { get; }

    /// <summary>Where the gradient by the initial state stands, before the first step.</summary>
    public Place Gradient { get; }

    public Value Total { get; }
}

/// <summary>The steps of a scan, in its direction.</summary>
internal sealed class LoopStep : ScheduleStep
{
    public LoopStep(Scan scan, string? axis, IReadOnlyList<ScheduleStep> steps)
        : base(Extent.Steps)
    {
        Scan = scan;
        Axis = axis;
        Steps = steps;
    }

    public Scan Scan { get; }

    public Direction Direction => Scan.Direction;

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

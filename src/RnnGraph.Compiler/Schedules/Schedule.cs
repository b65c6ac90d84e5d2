using RnnGraph.Compiler.Lowering;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>A named input, output, state or tap of the plan: where its values and its gradient stand.</summary>
internal sealed class Port
{
    public Port(string name, Size features, Place? place, Place? gradient)
    {
        Name = name;
        Features = features;
        _place = place;
        Gradient = gradient;
    }

    private readonly Place? _place;

    public string Name { get; }

    public Size Features { get; }

    public Place Place => _place!.Value;

    /// <summary>Whether the value stands in memory at all: of tokens only where more than products reads them.</summary>
    public bool HasPlace => _place is not null;

    public Place? Gradient { get; }

    /// <summary>Of a state: the parameter from which it starts where the caller gives none.</summary>
    public Place? Initial { get; set; }

    /// <summary>Of a state: where its final value stands, when that is not the place that its first one is copied to.</summary>
    public Place? Final { get; set; }

    /// <summary>Of a state: where the gradient of its first value stands, when that is not the place that the gradient of its final one is copied to.</summary>
    public Place? FirstGradient { get; set; }

    /// <summary>Of tokens, how many there are.</summary>
    public Size? Vocabulary { get; set; }

    /// <summary>Of tokens, the slot that stands for their one-hot rows.</summary>
    public Slot? OneHot { get; set; }

    /// <summary>Whether only losses read it.</summary>
    public bool IsTarget { get; set; }

    /// <summary>The time axis of its steps; null for what is once for each row.</summary>
    public string? Axis { get; set; }
}

/// <summary>A loss: where the values of its rows stand, and their weights in the mean.</summary>
internal sealed class LossPort
{
    public LossPort(string name, Place place, Slot? share, IReadOnlyList<string> axes)
    {
        Name = name;
        Place = place;
        Share = share;
        Axes = axes;
    }

    public string Name { get; }

    public Place Place { get; }

    /// <summary>The slot of the weights; null where no gradient needs them.</summary>
    public Slot? Share { get; }

    /// <summary>Of a loss that each row has once: the time axes that it depends on.</summary>
    public IReadOnlyList<string> Axes { get; }
}

/// <summary>The gradient of a vector parameter: the slot that holds it after the backward pass.</summary>
internal sealed class VectorGradient
{
    public VectorGradient(string parameter, Value value)
    {
        Parameter = parameter;
        Value = value;
    }

    public string Parameter { get; }

    public Value Value { get; }
}

/// <summary>
/// What a cell does at run time, in order: kernel calls and elementwise bodies over planned slots. Nothing is left to decide for the emitter.
/// </summary>
internal sealed class Schedule
{
    public Schedule(
        Graph graph,
        IReadOnlyList<Pack> packs,
        IReadOnlyList<Slot> slots,
        IReadOnlyList<ScheduleStep> forward,
        IReadOnlyList<ScheduleStep> loss,
        IReadOnlyList<ScheduleStep> backward)
    {
        Axes = graph.Axes.DefaultIfEmpty(ValueTable.TimeAxis).ToList();
        Loss = loss;
        Graph = graph;
        Packs = packs;
        Slots = slots;
        Forward = forward;
        Backward = backward;
    }

    /// <summary>The graph that was lowered.</summary>
    public Graph Graph { get; }

    public IReadOnlyList<Pack> Packs { get; }

    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>The forward pass; steps of extent Once come first.</summary>
    public IReadOnlyList<ScheduleStep> Forward { get; }

    /// <summary>What only losses need, when there are targets.</summary>
    public IReadOnlyList<ScheduleStep> Loss { get; }

    public IReadOnlyList<ScheduleStep> Backward { get; }

    /// <summary>The time axes.</summary>
    public IReadOnlyList<string> Axes { get; }

    /// <summary>Whether an evaluating run must take all steps at once: because of a scan in reverse, a second axis, or work that follows or precedes a scan.</summary>
    public bool RunsWhole => Axes.Count > 1 || Open(Forward.Concat(Loss)).Any(step => step is CopyStep || (step.Extent != Extent.Once && step.Axis is null))
        || Stages(Forward.Concat(Loss)).OfType<LoopStep>().Any(loop => loop.Direction == Direction.Reverse);

    /// <summary>The fewest stages that threads may run beside one another, where all scans are among such stages; otherwise 0.</summary>
    public int LeastStages => Forward.Concat(Backward).Any(step => step is LoopStep) ? 0
        : Forward.Concat(Backward).OfType<OverlapStep>().Select(overlap => overlap.Stages.Count).DefaultIfEmpty(0).Min();

    public IReadOnlyList<LossPort> Losses { get; set; } = Array.Empty<LossPort>();

    public IReadOnlyList<Port> Inputs { get; set; } = Array.Empty<Port>();

    public IReadOnlyList<Port> Outputs { get; set; } = Array.Empty<Port>();

    public IReadOnlyList<Port> States { get; set; } = Array.Empty<Port>();

    public IReadOnlyList<Port> Taps { get; set; } = Array.Empty<Port>();

    /// <summary>Every value that the steps read or write, with its lifetime and place.</summary>
    public IReadOnlyList<Value> Values { get; set; } = Array.Empty<Value>();

    /// <summary>Noise on parameters, by their names.</summary>
    public IReadOnlyDictionary<string, GraphNode> WeightNoises { get; set; } = new Dictionary<string, GraphNode>();

    public IReadOnlyList<VectorGradient> VectorGradients { get; set; } = Array.Empty<VectorGradient>();

    /// <summary>What prevents the steps of a run from being cut in segments; null when nothing does.</summary>
    public string? SegmentsObstacle { get; set; }

    /// <summary>What prevents the graph from running step by step; null when it can.</summary>
    public string? StepsObstacle { get; set; }

    /// <summary>The number of a time axis in <see cref="Axes"/>; −1 for null. What has no steps counts to the first.</summary>
    public int AxisNumber(string? axis) => axis is null ? -1 : Math.Max(0, Axes.ToList().IndexOf(axis));

    /// <summary>All steps in program order, loops, sweeps and stages opened.</summary>
    public IEnumerable<ScheduleStep> AllSteps => Open(Forward).Concat(Open(Loss)).Concat(Open(Backward));

    /// <summary>The sweeps.</summary>
    public IEnumerable<SweepStep> Sweeps => Stages(Forward.Concat(Loss).Concat(Backward)).OfType<SweepStep>();

    /// <summary>Steps with those of a loop or sweep in its place.</summary>
    public static IEnumerable<ScheduleStep> Open(IEnumerable<ScheduleStep> steps) =>
        Stages(steps).SelectMany(step => step switch { LoopStep loop => loop.Steps, SweepStep sweep => sweep.Steps, _ => new[] { step } });

    /// <summary>Steps with those of overlapping stages in their place.</summary>
    public static IEnumerable<ScheduleStep> Stages(IEnumerable<ScheduleStep> steps) =>
        steps.SelectMany(step => step is OverlapStep overlap ? overlap.Stages.SelectMany(stage => stage) : new[] { step });
}

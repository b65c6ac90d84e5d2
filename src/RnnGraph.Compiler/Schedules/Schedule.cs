using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>A named input, output, state or tap of the plan: where its values and its gradient stand.</summary>
internal sealed class Port
{
    public Port(string name, Size features, Place place, Place? gradient)
    {
        Name = name;
        Features = features;
        Place = place;
        Gradient = gradient;
    }

    public string Name { get; }

    public Size Features { get; }

    public Place Place { get; }

    public Place? Gradient { get; }
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
        IReadOnlyList<ScheduleStep> backward)
    {
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

    public IReadOnlyList<ScheduleStep> Backward { get; }

    public IReadOnlyList<Port> Inputs { get; set; } = Array.Empty<Port>();

    public IReadOnlyList<Port> Outputs { get; set; } = Array.Empty<Port>();

    public IReadOnlyList<Port> States { get; set; } = Array.Empty<Port>();

    public IReadOnlyList<Port> Taps { get; set; } = Array.Empty<Port>();

    /// <summary>Every value that the steps read or write, with its lifetime and place.</summary>
    public IReadOnlyList<Value> Values { get; set; } = Array.Empty<Value>();

    public IReadOnlyList<VectorGradient> VectorGradients { get; set; } = Array.Empty<VectorGradient>();

    /// <summary>All steps of both passes in program order, loops opened.</summary>
    public IEnumerable<ScheduleStep> AllSteps => Open(Forward).Concat(Open(Backward));

    private static IEnumerable<ScheduleStep> Open(IEnumerable<ScheduleStep> steps) =>
        steps.SelectMany(step => step is LoopStep loop ? loop.Steps : new[] { step });
}

namespace RnnGraph.Compiler.Schedules;

/// <summary>A buffer of the plan: <see cref="Gates"/> values of <see cref="Features"/> features side by side.</summary>
internal sealed class Slot
{
    public Slot(string name, Size features, int gates, SlotLayout layout, string? axis, Window train, Window evaluate)
    {
        Name = name;
        Features = features;
        Gates = gates;
        Layout = layout;
        Axis = axis;
        Train = train;
        Evaluate = evaluate;
    }

    /// <summary>The position in the plan's table; set when the plan is complete.</summary>
    public int Id { get; set; } = -1;

    public string Name { get; set; }

    public Size Features { get; }

    public int Gates { get; set; }

    public SlotLayout Layout { get; }

    /// <summary>The time axis of its steps; null for what is once for each row.</summary>
    public string? Axis { get; }

    public Window Train { get; set; }

    public Window Evaluate { get; set; }

    /// <summary>Whether elementwise bodies touch it, so that an external slot must be padded to whole vectors.</summary>
    public bool IsPadded { get; set; }

    /// <summary>Whether it keeps all its steps only when taps are asked for.</summary>
    public bool IsTap { get; set; }

    /// <summary>Of a step's index: the period by which it is due, where only that is asked for; otherwise 0.</summary>
    public int Period { get; set; }

    /// <summary>What the gates hold over time, for the plan's listing: <c>i.sum → i → d.i.sum</c>.</summary>
    public List<List<string>> Occupants { get; } = new();

    public override string ToString() => Name;
}

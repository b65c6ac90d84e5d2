namespace RnnGraph.Compiler.Schedules;

/// <summary>How a slot lies in memory.</summary>
internal enum SlotLayout
{
    /// <summary>Row-major, one row a sequence: what matrix products read as their left operand, and what is imported or exported.</summary>
    Rows,

    /// <summary>[panel of units][step][row][gate][lane]: what matrix products write and elementwise bodies read.</summary>
    Panels,
}

/// <summary>For how many steps a slot keeps its value.</summary>
internal enum Window
{
    /// <summary>Not at all in this mode.</summary>
    None,

    /// <summary>The present step.</summary>
    One,

    /// <summary>The present step and the one before.</summary>
    Two,

    /// <summary>A chunk of steps.</summary>
    Chunk,

    /// <summary>A chunk of steps and the value before it.</summary>
    ChunkPlusOne,

    /// <summary>All steps.</summary>
    Steps,

    /// <summary>All steps and the value before the first.</summary>
    StepsPlusOne,

    /// <summary>One value a fixed chunk of rows: a sum over rows and steps.</summary>
    Total,

    /// <summary>A vector parameter.</summary>
    Parameter,

    /// <summary>One value, computed from parameters.</summary>
    Derived,

    /// <summary>One over the number of features, in each of them: a constant of the sizes.</summary>
    ReciprocalSize,

    /// <summary>All steps, in the caller's memory.</summary>
    External,
}

/// <summary>A buffer of the plan: <see cref="Gates"/> values of <see cref="Features"/> features side by side.</summary>
internal sealed class Slot
{
    public Slot(string name, Size features, int gates, SlotLayout layout, Window train, Window evaluate)
    {
        Name = name;
        Features = features;
        Gates = gates;
        Layout = layout;
        Train = train;
        Evaluate = evaluate;
    }

    /// <summary>The position in the plan's table; set when the plan is complete.</summary>
    public int Id { get; set; } = -1;

    public string Name { get; set; }

    public Size Features { get; }

    public int Gates { get; set; }

    public SlotLayout Layout { get; }

    public Window Train { get; set; }

    public Window Evaluate { get; set; }

    /// <summary>Whether elementwise bodies touch it, so that an external slot must be padded to whole vectors.</summary>
    public bool IsPadded { get; set; }

    /// <summary>Whether it keeps all its steps only when taps are asked for.</summary>
    public bool IsTap { get; set; }

    /// <summary>What the gates hold over time, for the plan's listing: <c>i.sum → i → d.i.sum</c>.</summary>
    public List<List<string>> Occupants { get; } = new();

    public override string ToString() => Name;
}

/// <summary>Where a value stands: a gate of a slot, at the step's own index or the next.</summary>
internal readonly struct Place : IEquatable<Place>
{
    public Place(Slot slot, int gate = 0, int offset = 0)
    {
        Slot = slot;
        Gate = gate;
        Offset = offset;
    }

    public Slot Slot { get; }

    public int Gate { get; }

    public int Offset { get; }

    public bool Equals(Place other) => Slot == other.Slot && Gate == other.Gate && Offset == other.Offset;

    public override bool Equals(object? obj) => obj is Place other && Equals(other);

    public override int GetHashCode() => (Slot?.GetHashCode() ?? 0) ^ (Gate * 31) ^ Offset;

    public override string ToString() =>
        Slot.Name + (Slot.Gates > 1 ? FormattableString.Invariant($"[{Gate}]") : "") + (Offset == 0 ? "" : "⁺");
}

namespace RnnGraph.Runtime;

/// <summary>A slot of a plan with what the other tables say of it.</summary>
internal sealed class SlotTable(SlotPlan plan, int features, int panels)
{
    public SlotPlan Plan { get; } = plan;

    public int Features { get; } = features;

    public int Panels { get; } = panels;

    public bool IsState { get; set; }

    public bool IsOutput { get; set; }

    public bool IsTap { get; set; }

    /// <summary>Whether the caller's values are copied to it, before the forward run.</summary>
    public bool IsGiven { get; set; }

    /// <summary>Whether more than products read or write the slot, so that it can't be tokens.</summary>
    public bool IsElementwise { get; set; }

    /// <summary>Whether products take several of its steps together, whose rows lie behind one another.</summary>
    public bool IsMultiplied { get; set; }

    /// <summary>Whether a step of it may take the place of the one before where steps needn't be kept.</summary>
    public bool IsReplaced { get; set; }

    public Window WindowIn(Mode mode) => mode == Mode.Train ? Plan.Train : Plan.Evaluate;
}

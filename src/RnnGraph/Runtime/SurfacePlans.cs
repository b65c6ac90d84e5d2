namespace RnnGraph.Runtime;

/// <summary>An input: where it is copied to, and where a backward run leaves its gradient.</summary>
/// <param name="name">The name.</param>
/// <param name="features">Features per row.</param>
/// <param name="slot">The slot it is copied to.</param>
/// <param name="gradient">The slot of its gradient; −1 if there is none.</param>
/// <param name="gradientGate">The gate of that slot.</param>
public sealed class InputPlan(string name, int features, int slot, int gradient = -1, int gradientGate = 0)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Features per row.</summary>
    public int Features { get; } = features;

    /// <summary>The slot it is copied to.</summary>
    public int Slot { get; } = slot;

    /// <summary>Whether a backward run computes its gradient.</summary>
    public bool HasGradient { get; } = gradient >= 0;

    /// <summary>Its gradient.</summary>
    public SlotRef Gradient { get; } = new(gradient, 0, gradientGate);
}

/// <summary>An output: where it is copied from, and where a backward run reads its gradient.</summary>
/// <param name="name">The name.</param>
/// <param name="features">Features per row.</param>
/// <param name="slot">The slot it is copied from.</param>
/// <param name="offset">1 when it is the carried value after the step.</param>
/// <param name="gate">The gate.</param>
/// <param name="gradient">The slot its gradient is copied to; −1 if there is none.</param>
public sealed class OutputPlan(string name, int features, int slot, int offset = 0, int gate = 0, int gradient = -1)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Features per row.</summary>
    public int Features { get; } = features;

    /// <summary>The value copied from.</summary>
    public SlotRef Source { get; } = new(slot, offset, gate);

    /// <summary>The slot its gradient is copied to; −1 if there is none.</summary>
    public int Gradient { get; } = gradient;
}

/// <summary>A carried state: its slot holds the value before step t at offset 0 and after it at offset 1; its gradient's slot the same way.</summary>
/// <param name="name">The name.</param>
/// <param name="features">Features per row.</param>
/// <param name="slot">The slot of the value.</param>
/// <param name="gradient">The slot of its gradient; −1 if there is none.</param>
public sealed class StatePlan(string name, int features, int slot, int gradient = -1)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Features per row.</summary>
    public int Features { get; } = features;

    /// <summary>The slot of the value.</summary>
    public int Slot { get; } = slot;

    /// <summary>The slot of its gradient; −1 if there is none.</summary>
    public int Gradient { get; } = gradient;
}

/// <summary>An inner value that can be read for every step from a workspace made with taps.</summary>
/// <param name="name">The name.</param>
/// <param name="features">Features per row.</param>
/// <param name="slot">The slot of the value.</param>
/// <param name="gate">The gate.</param>
/// <param name="offset">1 when it is the carried value after the step.</param>
public sealed class TapPlan(string name, int features, int slot, int gate = 0, int offset = 0)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Features per row.</summary>
    public int Features { get; } = features;

    /// <summary>The value.</summary>
    public SlotRef Source { get; } = new(slot, offset, gate);
}

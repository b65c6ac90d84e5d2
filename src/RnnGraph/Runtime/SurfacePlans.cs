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

    /// <summary>Of tokens how many there are; 0 for an input of values.</summary>
    public int Vocabulary { get; init; }

    /// <summary>Of tokens the slot that stands for their one-hot rows; −1 if no product reads them.</summary>
    public int OneHot { get; init; } = -1;

    /// <summary>Whether nothing but losses reads it, so that a run can do without.</summary>
    public bool IsTarget { get; init; }

    /// <summary>The time axis along which it has steps; <see cref="SlotPlan.Once"/> for one value a row.</summary>
    public int Axis { get; init; }
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

/// <summary>A loss: for each row, or for each row and step, one feature of which a run takes the mean.</summary>
/// <param name="name">The name.</param>
/// <param name="source">The value.</param>
/// <param name="share">The slot of the rows' weights in the mean.</param>
/// <param name="axes">For a loss that each row has once, the time axes it depends on: a row counts that has a step along one of them; without any, every row counts.</param>
public sealed class LossPlan(string name, SlotRef source, int share, IReadOnlyList<int> axes)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The value.</summary>
    public SlotRef Source { get; } = source;

    /// <summary>The slot of the rows' weights in the mean; −1 if no gradient needs it.</summary>
    public int Share { get; } = share;

    /// <summary>For a loss that each row has once, the time axes it depends on.</summary>
    public IReadOnlyList<int> Axes { get; } = axes;
}

/// <summary>A copy of rows between a carried value at an end of its scan and a value that each row has once.</summary>
/// <param name="source">The value read.</param>
/// <param name="target">The value written.</param>
/// <param name="sourceAtEnd">Whether the source is taken after its last step.</param>
/// <param name="targetAtEnd">Whether the target is set after its last step, from where a reversed scan starts.</param>
public sealed class RowCopyPlan(SlotRef source, SlotRef target, bool sourceAtEnd = false, bool targetAtEnd = false)
{
    /// <summary>The value read; slot −1 for a number.</summary>
    public SlotRef Source { get; } = source;

    /// <summary>The number, where no value is read.</summary>
    public double Number { get; private init; }

    /// <summary>The value written.</summary>
    public SlotRef Target { get; } = target;

    /// <summary>Whether the source is taken after its last step.</summary>
    public bool SourceAtEnd { get; } = sourceAtEnd;

    /// <summary>Whether the target is set after its last step.</summary>
    public bool TargetAtEnd { get; } = targetAtEnd;

    /// <summary>Starts a carried value with a number in every feature.</summary>
    public static RowCopyPlan Fill(double number, SlotRef target, bool targetAtEnd = false) => new(new SlotRef(-1), target, sourceAtEnd: false, targetAtEnd) { Number = number };
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

    /// <summary>The slot that the gradient of its final value is copied to; −1 if there is none.</summary>
    public int Gradient { get; } = gradient;

    /// <summary>Where its final value is copied from: <see cref="Slot"/> unless said otherwise.</summary>
    public int Final { get; init; } = slot;

    /// <summary>The slot of the parameter that it starts from where the caller gives no state; −1 for zeros.</summary>
    public int Initial { get; init; } = -1;

    /// <summary>Where the gradient of its initial value is copied from: <see cref="Gradient"/> unless said otherwise.</summary>
    public int InitialGradient { get; init; } = gradient;
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

namespace RnnGraph.Runtime;

/// <summary>How the values of a slot lie in memory.</summary>
public enum SlotLayout
{
    /// <summary><c>[step][row][feature]</c>, features padded to whole panels. For whatever a product reads as its left operand or a caller sees.</summary>
    Rows,

    /// <summary><c>[panel][step][row][gate][lane]</c>: all steps of a panel are contiguous, and gates lie side by side.</summary>
    Panels,
}

/// <summary>How many steps of a value are kept.</summary>
public enum Window
{
    /// <summary>None: the slot isn't used in this mode.</summary>
    None,

    /// <summary>The current step only.</summary>
    One,

    /// <summary>The step before and the current one: a carried value.</summary>
    Two,

    /// <summary>The steps of one chunk of an evaluating run.</summary>
    Chunk,

    /// <summary>The steps of one chunk of an evaluating run and the value before the first.</summary>
    ChunkPlusOne,

    /// <summary>Every step of the run.</summary>
    Steps,

    /// <summary>Every step of the run and the value before the first.</summary>
    StepsPlusOne,

    /// <summary>Sums over steps, one per chunk of rows: <c>[chunk][panel][gate][lane]</c>. 0 when a backward run starts.</summary>
    Total,

    /// <summary>A vector parameter, one row for all steps.</summary>
    Parameter,

    /// <summary>One row for all steps, computed from parameters alone.</summary>
    Derived,

    /// <summary>1/F in every feature, F the number of features.</summary>
    ReciprocalSize,

    /// <summary>How many steps were done before each step of the run, one number for all rows.</summary>
    StepIndex,

    /// <summary>Copied from or to the caller: <see cref="Steps"/> in training, <see cref="Chunk"/> in evaluation.</summary>
    External,

    /// <summary>0, 1, 2 … in the features: a constant, with which a token is compared.</summary>
    FeatureIndex,

    /// <summary>One feature a row: the weight of a row's loss in the mean, filled in before a backward run.</summary>
    Share,
}

/// <summary>
/// A place for a value. Its address at step t, panel p, row r, gate g is
/// base + ((t + offset) &amp; mask)·step stride + p·panel stride + r·row stride + g·lanes.
/// </summary>
/// <param name="name">The name of the value, for messages.</param>
/// <param name="features">Features per row and gate.</param>
/// <param name="gates">Gates side by side; 1 in <see cref="SlotLayout.Rows"/>.</param>
/// <param name="layout">The order in memory.</param>
/// <param name="train">Steps kept by a training run.</param>
/// <param name="evaluate">Steps kept by an evaluating run and a streaming step.</param>
public sealed class SlotPlan(string name, int features, int gates, SlotLayout layout, Window train, Window evaluate)
{
    /// <summary>The name of the value, for messages; of a bound parameter, its key.</summary>
    public string Name { get; } = name;

    /// <summary>Features per row and gate; of a bound parameter 0, as the parameter has its own.</summary>
    public int Features { get; } = features;

    /// <summary>Gates side by side.</summary>
    public int Gates { get; } = gates;

    /// <summary>The order in memory.</summary>
    public SlotLayout Layout { get; } = layout;

    /// <summary>Steps kept by a training run.</summary>
    public Window Train { get; } = train;

    /// <summary>Steps kept by an evaluating run and a streaming step.</summary>
    public Window Evaluate { get; } = evaluate;

    /// <summary>The time axis of which it has steps, an index into <see cref="CellPlan.Axes"/>; <see cref="Once"/> for a value that each row has once.</summary>
    public int Axis { get; init; }

    /// <summary>Of a step's index: the period by which the step is due, where only that is asked for; otherwise 0.</summary>
    public int Period { get; private init; }

    /// <summary>In the place of an axis: once for each row of the batch.</summary>
    public const int Once = -1;

    /// <summary>A value copied from the caller before, or to the caller after a run; backward ones exist in training only.</summary>
    public static SlotPlan External(string name, int features, bool backward = false, int axis = 0) =>
        new(name, features, 1, SlotLayout.Rows, Window.External, backward ? Window.None : Window.External) { Axis = axis };

    /// <summary>The vector parameter of this name.</summary>
    public static SlotPlan Parameter(string name) => new(name, 0, 1, SlotLayout.Rows, Window.Parameter, Window.Parameter);

    /// <summary>A value computed once per parameter version by <see cref="Recurrent{T}.Derive"/>.</summary>
    public static SlotPlan Derived(string name, int features) => new(name, features, 1, SlotLayout.Rows, Window.Derived, Window.Derived);

    /// <summary>1/F in each of F features.</summary>
    public static SlotPlan ReciprocalSize(string name, int features) =>
        new(name, features, 1, SlotLayout.Rows, Window.ReciprocalSize, Window.ReciprocalSize);

    /// <summary>0, 1, 2 … in each of F features.</summary>
    public static SlotPlan FeatureIndex(string name, int features) =>
        new(name, features, 1, SlotLayout.Rows, Window.FeatureIndex, Window.FeatureIndex);

    /// <summary>The place of each step in its sequence, or with a period whether that is a multiple of it.</summary>
    public static SlotPlan StepIndex(string name, int period = 0, int axis = 0) =>
        new(name, 1, 1, SlotLayout.Rows, Window.StepIndex, Window.StepIndex) { Period = period, Axis = axis };

    /// <summary>The weight of each row's loss in its mean.</summary>
    public static SlotPlan Share(string name) => new(name, 1, 1, SlotLayout.Rows, Window.Share, Window.None) { Axis = Once };

    /// <summary>A value that is kept for all steps in a workspace made with taps, otherwise for the current one.</summary>
    public static SlotPlan Tap(string name, int features) => new(name, features, 1, SlotLayout.Rows, Window.One, Window.One);

    /// <summary>A sum over steps and rows, accumulated by a backward run.</summary>
    public static SlotPlan Total(string name, int features, int gates = 1) =>
        new(name, features, gates, SlotLayout.Panels, Window.Total, Window.None);
}

/// <summary>A slot at a step relative to the current one, and a gate of it.</summary>
public readonly struct SlotRef
{
    /// <summary>Refers to gate <paramref name="gate"/> of slot <paramref name="slot"/>, <paramref name="offset"/> steps on.</summary>
    public SlotRef(int slot, int offset = 0, int gate = 0)
    {
        Slot = slot;
        Offset = offset;
        Gate = gate;
    }

    /// <summary>Index into <see cref="CellPlan.Slots"/>.</summary>
    public int Slot { get; }

    /// <summary>0 for the current step (a carried value before it), 1 for the next (a carried value after it).</summary>
    public int Offset { get; }

    /// <summary>The gate.</summary>
    public int Gate { get; }

    /// <summary>The slot at the current step.</summary>
    public static implicit operator SlotRef(int slot) => new(slot);
}

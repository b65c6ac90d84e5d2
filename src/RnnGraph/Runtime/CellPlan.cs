namespace RnnGraph.Runtime;

/// <summary>
/// Everything the runtime knows of a generated cell, as tables: its parameters and how they are packed, the slots its values live in, and the operands of
/// its products and elementwise regions. All references between tables are indexes. Emitted once per class, checked once per object.
/// </summary>
public sealed class CellPlan
{
    /// <summary>The name of the definition.</summary>
    public required string Name { get; init; }

    /// <summary>The sizes by name, in the order of the definition.</summary>
    public IReadOnlyList<SizePlan> Sizes { get; init; } = [];

    /// <summary>The parameters in the order of declaration.</summary>
    public IReadOnlyList<ParameterPlan> Parameters { get; init; } = [];

    /// <summary>Groups of matrices that are multiplied with the same vector.</summary>
    public IReadOnlyList<PackPlan> Packs { get; init; } = [];

    /// <summary>Where every run-time value lives.</summary>
    public IReadOnlyList<SlotPlan> Slots { get; init; } = [];

    /// <summary>The inputs in the order of the caller's arguments.</summary>
    public IReadOnlyList<InputPlan> Inputs { get; init; } = [];

    /// <summary>The outputs in the order of the caller's arguments.</summary>
    public IReadOnlyList<OutputPlan> Outputs { get; init; } = [];

    /// <summary>The carried states.</summary>
    public IReadOnlyList<StatePlan> States { get; init; } = [];

    /// <summary>Inner values that can be read for every step when asked for.</summary>
    public IReadOnlyList<TapPlan> Taps { get; init; } = [];

    /// <summary>Products with a pack, forward.</summary>
    public IReadOnlyList<ProductPlan> Products { get; init; } = [];

    /// <summary>Products with the transpose of a pack.</summary>
    public IReadOnlyList<BackProductPlan> BackProducts { get; init; } = [];

    /// <summary>Gradients of packs.</summary>
    public IReadOnlyList<WeightGradientPlan> WeightGradients { get; init; } = [];

    /// <summary>Elementwise bodies and the operands they read and write.</summary>
    public IReadOnlyList<RegionPlan> Regions { get; init; } = [];

    /// <summary>Gradients of vector parameters, taken from totals.</summary>
    public IReadOnlyList<VectorGradientPlan> VectorGradients { get; init; } = [];

    /// <summary>Reductions over the features of a row.</summary>
    public IReadOnlyList<ReductionPlan> Reductions { get; init; } = [];

    /// <summary>What is drawn at random.</summary>
    public IReadOnlyList<DrawPlan> Draws { get; init; } = [];

    /// <summary>Noise on parameters.</summary>
    public IReadOnlyList<WeightNoisePlan> WeightNoises { get; init; } = [];

    /// <summary>Gradients of what the cell learns to start its states from.</summary>
    public IReadOnlyList<StartTotalPlan> StartTotals { get; init; } = [];

    /// <summary>The time axes; a cell has one.</summary>
    public IReadOnlyList<string> Axes { get; init; } = ["time"];

    /// <summary>The losses.</summary>
    public IReadOnlyList<LossPlan> Losses { get; init; } = [];

    /// <summary>How carried values start, and where their final values go, when not the caller sees to it.</summary>
    public IReadOnlyList<RowCopyPlan> RowCopies { get; init; } = [];

    /// <summary>Whether an evaluating run takes all steps at once, as a scan in reverse or a value that follows a scan needs; else it takes chunks of steps.</summary>
    public bool RunsWhole { get; init; }

    /// <summary>The fewest stages that threads may run beside one another, where all scans are among such stages; otherwise 0.</summary>
    public int Stages { get; init; }

    /// <summary>
    /// Why the steps of a run can't be cut in segments, gone through one after another and on the way back last to first: a scan in reverse, a second axis, steps that wait for
    /// a scan's end. null where they can.
    /// </summary>
    public string? SegmentsObstacle { get; init; }

    /// <summary>Rearrangements of the features of a row.</summary>
    public IReadOnlyList<RearrangementPlan> Rearrangements { get; init; } = [];

    /// <summary>Calls that share blocks of steps.</summary>
    public IReadOnlyList<SweepPlan> Sweeps { get; init; } = [];
}

/// <summary>A size of a definition and its value in this object.</summary>
/// <param name="name">The name, as in the definition.</param>
/// <param name="value">The number of units or features, at least 1.</param>
public sealed class SizePlan(string name, int value)
{
    /// <summary>The name, as in the definition.</summary>
    public string Name { get; } = name;

    /// <summary>The number of units or features.</summary>
    public int Value { get; } = value;
}

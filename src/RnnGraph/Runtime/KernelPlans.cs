namespace RnnGraph.Runtime;

/// <summary>target[gates[j]] (+)= pack_j · source, for every gate j of the pack.</summary>
/// <param name="pack">The pack.</param>
/// <param name="source">The left operand, a slot in <see cref="SlotLayout.Rows"/>.</param>
/// <param name="target">The value written.</param>
/// <param name="gates">For each gate of the pack, the gate of the target.</param>
/// <param name="accumulate">For each gate of the pack, whether the product is added to what the target holds.</param>
public sealed class ProductPlan(int pack, SlotRef source, SlotRef target, IReadOnlyList<int> gates, IReadOnlyList<bool> accumulate)
{
    /// <summary>A product all of whose gates are added, or none.</summary>
    public ProductPlan(int pack, SlotRef source, SlotRef target, IReadOnlyList<int> gates, bool accumulate)
        : this(pack, source, target, gates, [.. gates.Select(_ => accumulate)])
    {
    }

    /// <summary>The pack.</summary>
    public int Pack { get; } = pack;

    /// <summary>The left operand.</summary>
    public SlotRef Source { get; } = source;

    /// <summary>The value written.</summary>
    public SlotRef Target { get; } = target;

    /// <summary>For each gate of the pack, the gate of the target.</summary>
    public IReadOnlyList<int> Gates { get; } = gates;

    /// <summary>For each gate of the pack, whether the product is added to what the target holds.</summary>
    public IReadOnlyList<bool> Accumulate { get; } = accumulate;

    /// <summary>The pack of the one matrix E through which tokens are read, pack · (E · source); −1 where the source is read as it is.</summary>
    public int Embedding { get; init; } = -1;
}

/// <summary>target (+)= Σ_j pack_jᵀ · source[gates[j]]: an error signal carried back through a product.</summary>
/// <param name="pack">The pack.</param>
/// <param name="source">The deltas.</param>
/// <param name="gates">For each gate of the pack, the gate of the source.</param>
/// <param name="target">The value written.</param>
/// <param name="accumulate">Whether the product is added to what the target holds.</param>
public sealed class BackProductPlan(int pack, SlotRef source, IReadOnlyList<int> gates, SlotRef target, bool accumulate)
{
    /// <summary>The pack.</summary>
    public int Pack { get; } = pack;

    /// <summary>The deltas.</summary>
    public SlotRef Source { get; } = source;

    /// <summary>For each gate of the pack, the gate of the source.</summary>
    public IReadOnlyList<int> Gates { get; } = gates;

    /// <summary>The value written.</summary>
    public SlotRef Target { get; } = target;

    /// <summary>Whether the product is added to what the target holds.</summary>
    public bool Accumulate { get; } = accumulate;
}

/// <summary>∂L/∂pack_j += Σ over steps and rows of delta[gates[j]] · leftᵀ.</summary>
/// <param name="pack">The pack.</param>
/// <param name="left">The forward product's left operand, kept for every step.</param>
/// <param name="delta">The deltas, kept for every step.</param>
/// <param name="gates">For each gate of the pack, the gate of the delta.</param>
public sealed class WeightGradientPlan(int pack, SlotRef left, SlotRef delta, IReadOnlyList<int> gates)
{
    /// <summary>The pack.</summary>
    public int Pack { get; } = pack;

    /// <summary>The forward product's left operand.</summary>
    public SlotRef Left { get; } = left;

    /// <summary>The deltas.</summary>
    public SlotRef Delta { get; } = delta;

    /// <summary>For each gate of the pack, the gate of the delta.</summary>
    public IReadOnlyList<int> Gates { get; } = gates;

    /// <summary>
    /// The pack of the one matrix E through which the forward product reads tokens: its gradient is added too, ∂L/∂E += Σ (Σ_j pack_jᵀ · delta[gates[j]]) · leftᵀ.
    /// −1 where there is none.
    /// </summary>
    public int Embedding { get; init; } = -1;
}

/// <summary>An elementwise body's operands; the body refers to them by their index here.</summary>
/// <param name="name">What the body produces, for messages.</param>
/// <param name="features">Features per row; every operand has as many, or is read by its first one alone.</param>
/// <param name="operands">The values read and written, totals last.</param>
public sealed class RegionPlan(string name, int features, IReadOnlyList<SlotRef> operands)
{
    /// <summary>What the body produces.</summary>
    public string Name { get; } = name;

    /// <summary>Features per row.</summary>
    public int Features { get; } = features;

    /// <summary>The values read and written, totals last.</summary>
    public IReadOnlyList<SlotRef> Operands { get; } = operands;

    /// <summary>Of a body over a matrix, how each operand is spread over it; empty for any other body.</summary>
    public IReadOnlyList<Spread> Spreads { get; init; } = [];
}

/// <summary>The gradient of a vector parameter is what a total (or a value derived from totals) holds after a backward run.</summary>
/// <param name="parameter">The parameter's key.</param>
/// <param name="slot">A slot with window <see cref="Window.Total"/> or <see cref="Window.Derived"/>.</param>
/// <param name="gate">The gate.</param>
public sealed class VectorGradientPlan(string parameter, int slot, int gate = 0)
{
    /// <summary>The parameter's key.</summary>
    public string Parameter { get; } = parameter;

    /// <summary>The value added to the gradient.</summary>
    public SlotRef Source { get; } = new(slot, 0, gate);
}

/// <summary>What a reduction computes of the features of a row.</summary>
public enum ReductionKind
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest; NaN if one is.</summary>
    Max,
}

/// <summary>target[0] = reduction of the features of source, row by row.</summary>
/// <param name="kind">What is computed.</param>
/// <param name="source">The value read.</param>
/// <param name="target">A value of one feature; the other lanes become 0.</param>
public sealed class ReductionPlan(ReductionKind kind, SlotRef source, SlotRef target)
{
    /// <summary>What is computed.</summary>
    public ReductionKind Kind { get; } = kind;

    /// <summary>The value read.</summary>
    public SlotRef Source { get; } = source;

    /// <summary>The value written.</summary>
    public SlotRef Target { get; } = target;
}

/// <summary>Calls that go over all rows together, a block of steps at a time.</summary>
/// <param name="slots">The values of each row and step that they read or write.</param>
public sealed class SweepPlan(IReadOnlyList<int> slots)
{
    /// <summary>The values of each row and step that the calls read or write.</summary>
    public IReadOnlyList<int> Slots { get; } = slots;
}

using System.Numerics;

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

    /// <summary>Whether a region reads or writes the slot, so that it can't be tokens.</summary>
    public bool IsElementwise { get; set; }

    public Window WindowIn(Mode mode) => mode == Mode.Train ? Plan.Train : Plan.Evaluate;
}

/// <summary>A run of gates that lie side by side in a pack and in a slot.</summary>
internal readonly record struct GateRun(int PackGate, int SlotGate, int Count);

/// <summary>A product (of any of the three kinds) with its pack resolved.</summary>
internal sealed class ProductTable(PackPlan pack, int packIndex, int packOffset, SlotRef left, SlotRef right, int[] gates, bool[] accumulate, int packPanels)
{
    public PackPlan Pack { get; } = pack;

    public int PackIndex { get; } = packIndex;

    /// <summary>Index of the pack's first value among the parameters.</summary>
    public int PackOffset { get; } = packOffset;

    /// <summary>Panels of the pack's outputs.</summary>
    public int PackPanels { get; } = packPanels;

    /// <summary>What is read: of a weight gradient, the forward product's left operand.</summary>
    public SlotRef Left { get; } = left;

    /// <summary>What is written: of a weight gradient, the deltas.</summary>
    public SlotRef Right { get; } = right;

    /// <summary>For each gate of the pack, the gate of the slot that is cut in gates.</summary>
    public int[] Gates { get; } = gates;

    /// <summary><see cref="Gates"/> as runs.</summary>
    public GateRun[] Runs { get; } = FindRuns(gates);

    /// <summary>Whether the product is added to what the target holds; if not, or if some gates of a mixed product start at 0, the runtime sees to it.</summary>
    public bool Accumulate { get; } = accumulate.Contains(true);

    /// <summary>Of a product of which some gates are added and some not, the target's gates that start at 0; otherwise empty.</summary>
    public int[] Fresh { get; } = accumulate.Contains(true) ? [.. gates.Where((_, gate) => !accumulate[gate])] : [];

    private static GateRun[] FindRuns(int[] gates)
    {
        var runs = new List<GateRun>();
        for (var first = 0; first < gates.Length;)
        {
            var end = first + 1;
            while (end < gates.Length && gates[end] == gates[end - 1] + 1)
                end++;
            runs.Add(new GateRun(first, gates[first], end - first));
            first = end;
        }

        return [.. runs];
    }
}

/// <summary>A region with its operands as an array.</summary>
internal sealed class RegionTable<T>(RegionPlan plan)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionPlan Plan { get; } = plan;

    public SlotRef[] Operands { get; } = [.. plan.Operands];

    public int Panels { get; } = Panel<T>.Count(plan.Features);

    /// <summary>All bits set in the lanes of the last panel that hold features.</summary>
    public Vector<T> LastMask { get; } = Panel<T>.LastMask(plan.Features);
}

/// <summary>The plan of a cell as arrays, its references checked.</summary>
internal sealed class CellTables<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public CellTables(CellPlan plan, ParameterLayout layout)
    {
        Plan = plan;
        Slots = [.. plan.Slots.Select(slot => Resolve(slot, layout))];
        foreach (var state in plan.States)
        {
            Slots[state.Slot].IsState = true;
            if (state.Gradient >= 0)
                Slots[state.Gradient].IsState = true;
        }

        foreach (var output in plan.Outputs)
            Slots[output.Source.Slot].IsOutput = true;
        foreach (var tap in plan.Taps)
            Slots[tap.Source.Slot].IsTap = true;
        foreach (var operand in plan.Regions.SelectMany(region => region.Operands))
            Slots[operand.Slot].IsElementwise = true;
        foreach (var reduction in plan.Reductions)
            Slots[reduction.Source.Slot].IsElementwise = true;
        Products = [.. plan.Products.Select(p => Resolve(layout, p.Pack, p.Source, p.Target, p.Gates, p.Accumulate))];
        BackProducts = [.. plan.BackProducts.Select(p => Resolve(layout, p.Pack, p.Source, p.Target, p.Gates, Same(p.Gates, p.Accumulate)))];
        WeightGradients = [.. plan.WeightGradients.Select(p => Resolve(layout, p.Pack, p.Left, p.Delta, p.Gates, Same(p.Gates, accumulate: true)))];
        Regions = [.. plan.Regions.Select(region => new RegionTable<T>(region))];
        Reductions = [.. plan.Reductions];
        Inputs = [.. plan.Inputs];
        Outputs = [.. plan.Outputs];
        States = [.. plan.States];
        VectorGradients = [.. plan.VectorGradients];
        MostOperands = Regions.Length == 0 ? 1 : Regions.Max(region => region.Operands.Length);
    }

    public CellPlan Plan { get; }

    public SlotTable[] Slots { get; }

    public ProductTable[] Products { get; }

    public ProductTable[] BackProducts { get; }

    public ProductTable[] WeightGradients { get; }

    public RegionTable<T>[] Regions { get; }

    public ReductionPlan[] Reductions { get; }

    // Arrays, as walking over an interface would allocate in every run.
    public InputPlan[] Inputs { get; }

    public OutputPlan[] Outputs { get; }

    public StatePlan[] States { get; }

    public VectorGradientPlan[] VectorGradients { get; }

    public int MostOperands { get; }

    private static SlotTable Resolve(SlotPlan slot, ParameterLayout layout)
    {
        var features = slot.Train == Window.Parameter ? layout.Find(slot.Name).Rows : slot.Features;
        if (slot.Layout == SlotLayout.Rows && slot.Gates != 1)
            throw new ArgumentException($"Slot '{slot.Name}' of {layout.Cell} lies in rows and can't have {slot.Gates} gates.", nameof(slot));
        return new SlotTable(slot, features, Panel<T>.Count(features));
    }

    private static IReadOnlyList<bool> Same(IReadOnlyList<int> gates, bool accumulate) => [.. gates.Select(_ => accumulate)];

    private static ProductTable Resolve(ParameterLayout layout, int packIndex, SlotRef left, SlotRef right, IReadOnlyList<int> gates, IReadOnlyList<bool> accumulate)
    {
        var pack = layout.Packs[packIndex];
        if (gates.Count != pack.Gates)
            throw new ArgumentException($"Pack {packIndex} of {layout.Cell} has {pack.Gates} gates; a product names {gates.Count}.", nameof(gates));
        return new ProductTable(pack, packIndex, layout.PackOffsets[packIndex], left, right, [.. gates], [.. accumulate], Panel<T>.Count(pack.Outputs));
    }
}

using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>A region with its operands as an array.</summary>
internal sealed class RegionTable<T>(RegionPlan plan, SlotTable[] slots)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionPlan Plan { get; } = plan;

    public SlotRef[] Operands { get; } = [.. plan.Operands];

    /// <summary>Of a body over a matrix, how its operands are spread; otherwise null.</summary>
    public SpreadTable? Spread { get; } = plan.Spreads.Count == 0 ? null : SpreadTable.Of<T>(plan, slots);

    /// <summary>Whether it adds to totals over steps and rows.</summary>
    public bool HasTotals { get; } = plan.Operands.Count > 0 && slots[plan.Operands[^1].Slot].Plan.Train == Window.Total;

    public int Panels { get; } = Panel<T>.Count(plan.Features);

    /// <summary>All bits set in the lanes of the last panel that hold features.</summary>
    public Vector<T> LastMask { get; } = Panel<T>.LastMask(plan.Features);
}

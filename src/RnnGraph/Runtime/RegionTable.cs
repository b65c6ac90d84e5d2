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

    /// <summary>From which operand on they are totals over steps and rows; their number if none is.</summary>
    public int FirstTotal { get; } = plan.Operands.TakeWhile(operand => slots[operand.Slot].Plan.Train != Window.Total).Count();

    public int Panels { get; } = Panel<T>.Count(plan.Features);

    /// <summary>All bits set in the lanes of the last panel that hold features.</summary>
    public Vector<T> LastMask { get; } = Panel<T>.LastMask(plan.Features);
}

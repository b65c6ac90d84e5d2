using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>A region with its operands as an array.</summary>
internal sealed class RegionTable<T>(RegionPlan plan, SlotTable[] slots, int operandsStart)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RegionPlan Plan { get; } = plan;

    public SlotRef[] Operands { get; } = [.. plan.Operands];

    /// <summary>Of a body over a matrix, how its operands are spread; otherwise null.</summary>
    public SpreadTable? Spread { get; } = plan.Spreads.Count == 0 ? null : SpreadTable.Of<T>(plan, slots);

    /// <summary>From which operand on they are totals over steps and rows; their number if none is.</summary>
    public int FirstTotal { get; } = plan.Operands.TakeWhile(operand => slots[operand.Slot].Plan.Train != Window.Total).Count();

    /// <summary>Where its operands begin among those of a thread.</summary>
    public int OperandsStart { get; } = operandsStart;

    /// <summary>The length of the list of its operands.</summary>
    public int OperandsLength { get; } = OperandList<T>.LengthOf(plan.Operands.Count);

    /// <summary>The room that its operands take: of a body over a matrix that of two lists, as some move from panel to panel.</summary>
    public int OperandsRoom => OperandsLength * (Spread is null ? 1 : 2);

    public int Panels { get; } = Panel<T>.Count(plan.Features);

    /// <summary>All bits set in the lanes of the last panel that hold features.</summary>
    public Vector<T> LastMask { get; } = Panel<T>.LastMask(plan.Features);

    /// <summary>Writes the strides of all operands to their room in a workspace, whose slots don't change theirs.</summary>
    public unsafe void SetStrides(SlotAddress<T>* addresses, OperandList<T> operands)
    {
        for (var i = 0; i < Operands.Length; i++)
        {
            // A value of fewer panels than the region is one feature that every panel reads, unless it is spread over a matrix.
            ref var slot = ref addresses[Operands[i].Slot];
            var isOne = slot.Panels < (Spread?.Panels ?? Panels) && (Spread == null || Spread.Operands[i].Kind == RnnGraph.Runtime.Spread.None);
            operands.SetStrides(i, slot.RowStride, isOne ? 0 : slot.PanelStride);
        }
    }
}

namespace RnnGraph.Runtime;

/// <summary>
/// The carried values of which an evaluating run needs one place alone: the body that computes a step of it is the only one that reads or writes it, feature by feature, so that the step may take the
/// place of the one before. A matrix of features then passes through the caches once and not twice.
/// </summary>
internal static class ReplacedSlots
{
    /// <summary>Marks them.</summary>
    public static void Mark(CellPlan plan, SlotTable[] slots)
    {
        for (var slot = 0; slot < slots.Length; slot++)
            slots[slot].IsReplaced = slots[slot].Plan.Evaluate == Window.Two && !IsReadElsewhere(plan, slot) && HasOneBody(plan, slots, slot);
    }

    private static bool HasOneBody(CellPlan plan, SlotTable[] slots, int slot)
    {
        var bodies = plan.Regions.Where(region => region.Operands.Any(operand => operand.Slot == slot) && IsForward(region, slots)).ToList();
        if (bodies is not [var body])
            return false;
        int[] operands = [.. Enumerable.Range(0, body.Operands.Count).Where(i => body.Operands[i].Slot == slot)];
        return operands.Length == 2 && slots[slot].Features == body.Features && operands.All(i => body.Spreads.Count == 0 || body.Spreads[i] == Spread.None);
    }

    /// <summary>Bodies of the way back read what evaluating runs don't have.</summary>
    private static bool IsForward(RegionPlan region, SlotTable[] slots) => region.Operands.All(operand => slots[operand.Slot].Plan.Evaluate != Window.None);

    private static bool IsReadElsewhere(CellPlan plan, int slot) =>
        plan.Products.Any(product => product.Source.Slot == slot || product.Target.Slot == slot)
        || plan.Reductions.Any(reduction => reduction.Source.Slot == slot || reduction.Target.Slot == slot)
        || plan.Rearrangements.Any(rearrangement => rearrangement.Target.Slot == slot || rearrangement.Sources.Any(source => source.Slot == slot))
        || plan.Draws.Any(draw => draw.Target.Slot == slot);
}

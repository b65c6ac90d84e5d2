using RnnGraph.Runtime;

namespace RnnGraph.Tests;

/// <summary>Which carried values have one place for the step before and the step after: only where nothing can tell.</summary>
public sealed class ReplacedSlotsTests
{
    private const int C = 0, F = 1, Gradient = 2;

    private static readonly RegionPlan Next = new("Next", 8, [new(F), new(C), new(C, 1)]);

    [Fact]
    public void WhatOneBodyReplacesHasOnePlace() => Assert.True(IsReplaced([Next]));

    [Fact]
    public void TheWayBackMayReadIt() => Assert.True(IsReplaced([Next, new("Back", 8, [new(Gradient), new(C), new(C, 1)])]));

    [Fact]
    public void AnotherBodyMayNot() => Assert.False(IsReplaced([Next, new("Other", 8, [new(F), new(C)])]));

    [Fact]
    public void ABodyThatReadsItTwiceHasTwoPlaces() => Assert.False(IsReplaced([new("Next", 8, [new(F), new(C), new(C), new(C, 1)])]));

    [Fact]
    public void ABodyOfOtherFeaturesHasTwoPlaces() => Assert.False(IsReplaced([new("Next", 16, [new(F), new(C), new(C, 1)])]));

    [Fact]
    public void ABodyThatReadsItSpreadOverAMatrixHasTwoPlaces() =>
        Assert.False(IsReplaced([new("Next", 8, [new(F), new(C), new(C, 1)]) { Spreads = [Spread.None, Spread.Tile, Spread.None] }]));

    [Fact]
    public void AProductMayNotReadIt() => Assert.False(IsReplaced([Next], products: [new(0, new(C), new(F), [0], accumulate: false)]));

    [Fact]
    public void AReductionMayNotReadIt() => Assert.False(IsReplaced([Next], reductions: [new(ReductionKind.Sum, new(C), new(F))]));

    [Fact]
    public void WhatKeepsItsStepsHasAPlaceForEach() => Assert.False(IsReplaced([Next], evaluate: Window.ChunkPlusOne));

    private static bool IsReplaced(
        RegionPlan[] regions, ProductPlan[]? products = null, ReductionPlan[]? reductions = null, Window evaluate = Window.Two)
    {
        var plan = new CellPlan
        {
            Name = "Test",
            Slots =
            [
                new("c", 8, gates: 1, SlotLayout.Panels, train: Window.StepsPlusOne, evaluate),
                new("f", 8, gates: 1, SlotLayout.Panels, train: Window.Steps, evaluate: Window.One),
                new("d", 8, gates: 1, SlotLayout.Panels, train: Window.Two, evaluate: Window.None),
            ],
            Regions = regions,
            Products = products ?? [],
            Reductions = reductions ?? [],
        };
        SlotTable[] slots = [.. plan.Slots.Select(slot => new SlotTable(slot, slot.Features, panels: 1))];
        ReplacedSlots.Mark(plan, slots);
        return slots[C].IsReplaced;
    }
}

using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>A rearrangement with the sizes of its slots.</summary>
internal sealed class RearrangementTable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RearrangementTable(RearrangementPlan plan, SlotTable[] slots, string cell)
    {
        Kind = plan.Kind;
        Offset = plan.Offset;
        Sources = [.. plan.Sources];
        Sizes = [.. Sources.Select(source => slots[source.Slot].Features)];
        Target = plan.Target;
        Size = slots[plan.Target.Slot].Features;
        if (!Fits())
            throw new ArgumentException($"A {Kind} of {cell} makes '{slots[Target.Slot].Plan.Name}' of {Size} features from {string.Join(" and ", Sizes)}, from {Offset} on.", nameof(plan));
    }

    public RearrangementKind Kind { get; }

    public int Offset { get; }

    public SlotRef[] Sources { get; }

    /// <summary>Features of each source.</summary>
    public int[] Sizes { get; }

    public SlotRef Target { get; }

    /// <summary>Features of the target.</summary>
    public int Size { get; }

    /// <summary>Room for a source and the target, each as a plain row.</summary>
    public int Room => Panel<T>.Padded(Sizes.Max()) + Panel<T>.Padded(Size);

    private bool Fits() => Kind switch
    {
        RearrangementKind.Concat => Sizes.Sum() == Size,
        RearrangementKind.Slice => Offset >= 0 && Offset + Size <= Sizes[0],
        RearrangementKind.Pad => Offset >= 0 && Offset + Sizes[0] <= Size,
        RearrangementKind.RepeatEach or RearrangementKind.Tile => Size % Sizes[0] == 0,
        _ => Sizes[0] % Size == 0,
    };
}

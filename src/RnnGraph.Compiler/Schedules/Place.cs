using RnnGraph.Compiler.Passes;

namespace RnnGraph.Compiler.Schedules;

/// <summary>Where a value stands: a gate of a slot, at the step's own index or the next.</summary>
internal readonly struct Place : IEquatable<Place>
{
    public Place(Slot slot, int gate = 0, int offset = 0, Spread spread = Spread.None)
    {
        Spread = spread;
        Slot = slot;
        Gate = gate;
        Offset = offset;
    }

    public Slot Slot { get; }

    public int Gate { get; }

    public int Offset { get; }

    /// <summary>Of a body's operand: how the body reads or adds to it.</summary>
    public Spread Spread { get; }

    /// <summary>The place as a body's operand.</summary>
    public Place As(Spread spread) => new(Slot, Gate, Offset, spread);

    public bool Equals(Place other) => Slot == other.Slot && Gate == other.Gate && Offset == other.Offset && Spread == other.Spread;

    public override bool Equals(object? obj) => obj is Place other && Equals(other);

    public override int GetHashCode() => (Slot?.GetHashCode() ?? 0) ^ (Gate * 31) ^ Offset;

    public override string ToString() =>
        Slot.Name + (Slot.Gates > 1 ? FormattableString.Invariant($"[{Gate}]") : "") + (Offset == 0 ? "" : "⁺");
}

namespace RnnGraph.Runtime;

/// <summary>A draw with its numbers as an array.</summary>
internal sealed class DrawTable(DrawPlan plan)
{
    public DrawKind Kind { get; } = plan.Kind;

    public uint Stream { get; } = plan.Stream;

    public double[] Numbers { get; } = [.. plan.Numbers];

    public SlotRef Target { get; } = plan.Target;

    public bool PerSequence { get; } = plan.PerSequence;
}

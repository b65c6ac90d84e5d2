using RnnGraph.Runtime;

namespace RnnGraph;

/// <summary>A value that a cell or network takes or gives: its name and its features per row.</summary>
/// <param name="Name">The name in the definition.</param>
/// <param name="Features">Features per row.</param>
public sealed record ValueInfo(string Name, int Features)
{
    /// <summary>The time axis along which it has steps, <c>[T, B, Features]</c>; null for a value that each sequence has once, <c>[B, Features]</c>.</summary>
    public string? Axis { get; init; }

    /// <summary>Of tokens, how many there are: indexes <c>[T, B]</c> or <c>[B]</c> below it; 0 for values.</summary>
    public int Vocabulary { get; init; }

    /// <summary>Whether nothing but losses reads it, so that a run that wants none may leave it empty.</summary>
    public bool IsTarget { get; init; }

    /// <summary>Whether a backward run can give ∂L/∂ it: of an input, unless it is tokens or nothing that counts depends on it.</summary>
    public bool HasGradient { get; init; }
}

/// <summary>What a cell or network takes and gives, by name and in the order of its arguments.</summary>
public sealed class CellSignature
{
    internal CellSignature(CellPlan plan)
    {
        Name = plan.Name;
        Sizes = [.. plan.Sizes.Select(size => new KeyValuePair<string, int>(size.Name, size.Value))];
        Axes = plan.Axes;
        string? Axis(int axis) => axis == SlotPlan.Once ? null : plan.Axes[axis];
        string? AxisOf(SlotRef value) => Axis(plan.Slots[value.Slot].Axis);
        Inputs = [.. plan.Inputs.Select(input => new ValueInfo(input.Name, input.Features) { Axis = Axis(input.Axis), Vocabulary = input.Vocabulary, IsTarget = input.IsTarget, HasGradient = input.HasGradient })];
        Outputs = [.. plan.Outputs.Select(output => new ValueInfo(output.Name, output.Features) { Axis = AxisOf(output.Source) })];
        Losses = [.. plan.Losses.Select(loss => loss.Name)];
        States = [.. plan.States.Select(state => new ValueInfo(state.Name, state.Features))];
        Taps = [.. plan.Taps.Select(tap => new ValueInfo(tap.Name, tap.Features) { Axis = AxisOf(tap.Source) })];
    }

    /// <summary>The name of the definition.</summary>
    public string Name { get; }

    /// <summary>The sizes by name, in the order of the definition.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Sizes { get; }

    /// <summary>The time axes, in the order of <see cref="RnnGraph.Steps"/> and <see cref="Lengths"/>; a cell has one.</summary>
    public IReadOnlyList<string> Axes { get; }

    /// <summary>The losses.</summary>
    public IReadOnlyList<string> Losses { get; }

    /// <summary>The inputs, each <c>[T, B, Features]</c>, or as their <see cref="ValueInfo"/> says.</summary>
    public IReadOnlyList<ValueInfo> Inputs { get; }

    /// <summary>The outputs, each <c>[T, B, Features]</c>, or as their <see cref="ValueInfo"/> says.</summary>
    public IReadOnlyList<ValueInfo> Outputs { get; }

    /// <summary>The carried states, each <c>[B, Features]</c>.</summary>
    public IReadOnlyList<ValueInfo> States { get; }

    /// <summary>Inner values that a workspace made with taps keeps, each <c>[T, B, Features]</c>.</summary>
    public IReadOnlyList<ValueInfo> Taps { get; }
}

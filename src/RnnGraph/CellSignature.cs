using RnnGraph.Runtime;

namespace RnnGraph;

/// <summary>Whether a run keeps what its derivative needs.</summary>
public enum Mode
{
    /// <summary>Every step is kept, so that a backward run can follow.</summary>
    Train,

    /// <summary>Only what the next step needs is kept.</summary>
    Evaluate,
}

/// <summary>A value that a cell takes or gives: its name and its features per row.</summary>
/// <param name="Name">The name in the definition.</param>
/// <param name="Features">Features per row.</param>
public sealed record ValueInfo(string Name, int Features);

/// <summary>What a cell takes and gives, by name and in the order of its arguments.</summary>
public sealed class CellSignature
{
    internal CellSignature(CellPlan plan)
    {
        Name = plan.Name;
        Sizes = [.. plan.Sizes.Select(size => new KeyValuePair<string, int>(size.Name, size.Value))];
        Inputs = [.. plan.Inputs.Select(input => new ValueInfo(input.Name, input.Features))];
        Outputs = [.. plan.Outputs.Select(output => new ValueInfo(output.Name, output.Features))];
        States = [.. plan.States.Select(state => new ValueInfo(state.Name, state.Features))];
        Taps = [.. plan.Taps.Select(tap => new ValueInfo(tap.Name, tap.Features))];
    }

    /// <summary>The name of the definition.</summary>
    public string Name { get; }

    /// <summary>The sizes by name, in the order of the definition.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Sizes { get; }

    /// <summary>The inputs, each <c>[T, B, Features]</c>.</summary>
    public IReadOnlyList<ValueInfo> Inputs { get; }

    /// <summary>The outputs, each <c>[T, B, Features]</c>.</summary>
    public IReadOnlyList<ValueInfo> Outputs { get; }

    /// <summary>The carried states, each <c>[B, Features]</c>.</summary>
    public IReadOnlyList<ValueInfo> States { get; }

    /// <summary>Inner values that a workspace made with taps keeps, each <c>[T, B, Features]</c>.</summary>
    public IReadOnlyList<ValueInfo> Taps { get; }
}

using RnnGraph.Graphs;

namespace RnnGraph.Interpreting;

/// <summary>The results of one run of a graph, row-major: outputs and taps [T, B, F], final states [B, F], gradients in the form of what they belong to.</summary>
public sealed class GraphResults
{
    private readonly Dictionary<(ResultKind Kind, string Name), double[]> _values;

    internal GraphResults(Dictionary<(ResultKind Kind, string Name), double[]> values) => _values = values;

    /// <summary>The kinds and names of all results.</summary>
    public IEnumerable<(ResultKind Kind, string Name)> Keys => _values.Keys;

    /// <summary>The values of one result.</summary>
    /// <exception cref="KeyNotFoundException">There is no such result.</exception>
    public double[] this[ResultKind kind, string name]
        => _values.TryGetValue((kind, name), out var values)
            ? values
            : throw new KeyNotFoundException($"There is no {kind} '{name}'; there are {string.Join(", ", _values.Keys.Select(key => $"{key.Kind} '{key.Name}'"))}.");
}

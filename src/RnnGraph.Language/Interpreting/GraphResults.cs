using RnnGraph.Graphs;

namespace RnnGraph.Interpreting;

/// <summary>The results of one run of a graph, row-major: outputs, losses and taps [T, B, F] or [B, F], final states [B, F], gradients in the form of what they belong to.</summary>
public sealed class GraphResults
{
    private readonly Dictionary<(ResultKind Kind, string Name), double[]> _values;

    internal GraphResults(Dictionary<(ResultKind Kind, string Name), double[]> values, double loss)
    {
        _values = values;
        Loss = loss;
    }

    /// <summary>The loss of the run: of each declared loss the mean over its rows within their lengths, summed; 0 when none is declared or no row counts.</summary>
    public double Loss { get; }

    /// <summary>The kinds and names of all results.</summary>
    public IEnumerable<(ResultKind Kind, string Name)> Keys => _values.Keys;

    /// <summary>Whether there is such a result. A gradient that nothing flows into is none.</summary>
    public bool Contains(ResultKind kind, string name) => _values.ContainsKey((kind, name));

    /// <summary>The values of one result.</summary>
    /// <exception cref="KeyNotFoundException">There is no such result.</exception>
    public double[] this[ResultKind kind, string name]
        => _values.TryGetValue((kind, name), out var values)
            ? values
            : throw new KeyNotFoundException($"There is no {kind} '{name}'; there are {string.Join(", ", _values.Keys.Select(key => $"{key.Kind} '{key.Name}'"))}.");
}

using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>What is named by itself: a whole cell, or what one scope of it declared.</summary>
internal sealed class NamedPart
{
    /// <summary>Gathers a part.</summary>
    /// <param name="leaves">The names of its inputs, as the part sees them, and of its scans.</param>
    /// <param name="states">Its states.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="results">Its outputs, then its taps.</param>
    /// <param name="values">Its computed values that a next state, output or tap depends on, in order of creation.</param>
    /// <param name="supplied">In a scope, the values that its inputs are: they belong to the caller.</param>
    public NamedPart(
        IEnumerable<string> leaves,
        IReadOnlyList<RecordedState> states,
        IReadOnlyList<RecordedValue> parameters,
        IReadOnlyList<KeyValuePair<string, Draft>> results,
        IReadOnlyList<Draft> values,
        IEnumerable<Draft> supplied)
    {
        States = states;
        Parameters = parameters;
        Results = results;
        Values = values;
        OfRows = new HashSet<Draft>(supplied);
        foreach (var value in values)
        {
            if (value.Space != Space.Parameter || value.Operands.Any(OfRows.Contains))
            {
                OfRows.Add(value);
            }
        }

        DeclaredNames = new HashSet<string>(
            leaves
                .Concat(states.Select(state => state.Name))
                .Concat(parameters.Select(parameter => parameter.Name))
                .Concat(values.Select(value => value.Name).OfType<string>()),
            StringComparer.Ordinal);
    }

    public IReadOnlyList<RecordedState> States { get; }

    public IReadOnlyList<RecordedValue> Parameters { get; }

    public IReadOnlyList<KeyValuePair<string, Draft>> Results { get; }

    public IReadOnlyList<Draft> Values { get; }

    /// <summary>The values that differ from row to row, and those that would if the scope's inputs did; the others are computed from parameters alone.</summary>
    public HashSet<Draft> OfRows { get; }

    /// <summary>The names that the part's own calls gave.</summary>
    public HashSet<string> DeclaredNames { get; }
}

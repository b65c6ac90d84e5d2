using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>
/// Finds the value that is a gate: where everything the gate's parameters give has come together, and then through functions of that one value as long as
/// nothing else reads it. In <c>Sigmoid(Affine("i", …) + Diagonal("i", c))</c> it is the sigmoid; 1 − z stays apart from z.
/// </summary>
internal sealed class GateNames
{
    private readonly IReadOnlyList<Draft> _values;
    private readonly ILookup<Draft, Draft> _readers;
    private readonly ILookup<string, Draft> _leaves;
    private readonly HashSet<Draft> _ofRows;

    /// <summary>Looks among the values of a cell, network or scope.</summary>
    public GateNames(NamedPart part)
    {
        var values = part.Values;
        _values = values;
        _ofRows = part.OfRows;
        _readers = values.SelectMany(value => value.Operands.Distinct().Select(operand => (operand, value))).ToLookup(pair => pair.operand, pair => pair.value);
        _leaves = values.SelectMany(value => value.Operands.Select(operand => operand.Gate).OfType<string>().Distinct(StringComparer.Ordinal).Select(gate => (gate, value)))
            .ToLookup(pair => pair.gate, pair => pair.value, StringComparer.Ordinal);
    }

    /// <summary>The value to call <paramref name="gate"/>, or null when every candidate has a name of its own.</summary>
    public Draft? Find(string gate)
    {
        var at = Join(gate);
        Draft? found = null;
        while (at is not null)
        {
            found = at.Name is null ? at : found;
            var readers = _readers[at].ToArray();
            at = readers.Length == 1 && readers[0].Op.Arity == 1 && readers[0].Op.Kind == OpKind.Elementwise ? readers[0] : null;
        }

        return found;
    }

    // The first value that depends on every reader of the gate's parameters.
    private Draft? Join(string gate)
    {
        var leaves = new HashSet<Draft>(_leaves[gate]);
        var reached = new Dictionary<Draft, HashSet<Draft>>();
        foreach (var value in _values.SkipWhile(value => !leaves.Contains(value)))
        {
            var from = new HashSet<Draft>(value.Operands.Where(reached.ContainsKey).SelectMany(operand => reached[operand]));
            if (leaves.Contains(value))
            {
                from.Add(value);
            }

            reached[value] = from;
            if (from.Count == leaves.Count && _ofRows.Contains(value))
            {
                return value;
            }
        }

        return null;
    }
}

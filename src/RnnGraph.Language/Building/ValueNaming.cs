using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>
/// Names the computed values of a cell, or of one scope, from the definition's strings alone: a value's own name, else its state's with <c>.next</c>, else its
/// gate's, else its output's or tap's; what is left is numbered within the first named value that is computed from it. A scope is named when it ends, from what
/// stands in it, so a definition gives its values the same names wherever it is called: what is built of a graph and what is built by calls are the same.
/// </summary>
internal sealed class ValueNaming
{
    private readonly NamedPart _part;
    private readonly HashSet<Draft> _values;
    private readonly Numbering _numbering;

    private ValueNaming(NamedPart part, Numbering numbering, HashSet<Draft> values)
    {
        _part = part;
        _values = values;
        _numbering = numbering;
    }

    /// <summary>Gives states' next values, gates and results their names; parts are left to the numbering.</summary>
    public static void Run(NamedPart part, Numbering numbering) => new ValueNaming(part, numbering, new HashSet<Draft>(part.Values)).Name();

    /// <summary>Names all values of a scope that have no name yet.</summary>
    /// <returns>
    /// The values in the order of a graph's text: first those of parameters alone; of each kind, named ones as the definition computes them, the parts of each before it.
    /// </returns>
    public static IReadOnlyList<Draft> Complete(NamedPart part)
    {
        var values = new HashSet<Draft>(part.Values);
        var numbering = new Numbering(new HashSet<string>(part.DeclaredNames, StringComparer.Ordinal), Names.Part, values.Contains);
        new ValueNaming(part, numbering, values).Name();
        numbering.Place(part.Values.Where(value => value.Name is not null).ToArray());
        return [.. numbering.Order.Where(value => !part.OfRows.Contains(value)), .. numbering.Order.Where(part.OfRows.Contains)];
    }

    private void Name()
    {
        foreach (var state in _part.States.Where(state => state.Carried.Next is not null))
        {
            Name(state.Carried.Next!, Names.Next(state.Name));
        }

        NameGates();
        foreach (var result in _part.Results)
        {
            Name(result.Value, result.Key);
        }
    }

    private void NameGates()
    {
        var gates = new GateNames(_part);
        foreach (var gate in _part.Parameters.Select(parameter => parameter.Draft.Gate).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!_part.DeclaredNames.Contains(gate) && gates.Find(gate) is { } value)
            {
                Name(value, gate);
            }
        }
    }

    // What belongs to the caller is named there; what a scan results in is called after the inside.
    private void Name(Draft value, string name)
    {
        if (value.Name is null && _values.Contains(value) && (value.Inner is null || value.Operands[0].Name is null))
        {
            value.Name = _numbering.Unique(name);
        }
    }
}

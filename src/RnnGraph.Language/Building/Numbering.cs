using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Names what has no name: each part is numbered within the first named value that is computed from it.</summary>
internal sealed class Numbering
{
    private readonly HashSet<string> _taken;
    private readonly Func<string, int, string> _part;
    private readonly List<Draft> _order = [];
    private readonly HashSet<Draft> _placed = [];
    private readonly HashSet<Draft> _named = [];

    /// <summary>Starts with the names that exist already.</summary>
    /// <param name="taken">Names that no part may take.</param>
    /// <param name="part">The name of a part, from the named value's and a number.</param>
    public Numbering(HashSet<string> taken, Func<string, int, string> part)
    {
        _taken = taken;
        _part = part;
    }

    /// <summary>All values placed so far, each after what it reads. Constants and leaves of other places are not among them.</summary>
    public IReadOnlyList<Draft> Order => _order;

    /// <summary>Places named values in this order, unless one reads another that is further on; the unnamed parts of each stand before it.</summary>
    public void Place(IReadOnlyList<Draft> named)
    {
        _named.UnionWith(named);
        foreach (var value in named)
        {
            Place(value);
        }
    }

    /// <summary>A name that nothing has yet: <paramref name="name"/> itself, or its first free part.</summary>
    public string Unique(string name)
    {
        var unique = name;
        for (var number = 1; !_taken.Add(unique); number++)
        {
            unique = _part(name, number);
        }

        return unique;
    }

    private void Place(Draft named)
    {
        if (_placed.Add(named))
        {
            var number = 0;
            PlaceParts(named, named.Name!, ref number);
            _order.Add(named);
        }
    }

    private void PlaceParts(Draft value, string within, ref int number)
    {
        foreach (var operand in value.Operands)
        {
            if (_named.Contains(operand))
            {
                Place(operand);
                continue;
            }

            if (operand.Name is not null || operand.IsConstant || !_placed.Add(operand))
            {
                continue;
            }

            PlaceParts(operand, within, ref number);
            do
            {
                number++;
            }
            while (!_taken.Add(_part(within, number)));
            operand.Name = _part(within, number);
            _order.Add(operand);
        }
    }
}

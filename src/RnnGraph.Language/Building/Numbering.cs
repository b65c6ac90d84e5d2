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

    // Depth first with a stack of its own: a definition may chain more terms than the thread has room for calls.
    private void Place(Draft named)
    {
        if (!_placed.Add(named))
        {
            return;
        }

        var open = new Stack<Frame>([new Frame(named, new Owner(named.Name!))]);
        while (open.Count > 0)
        {
            var frame = open.Peek();
            if (frame.NextOperand() is not { } operand)
            {
                open.Pop();
                frame.Value.Name ??= NextPart(frame.Within);
                _order.Add(frame.Value);
            }
            else if (_named.Contains(operand) ? _placed.Add(operand) : operand.Name is null && !operand.IsConstant && _placed.Add(operand))
            {
                open.Push(new Frame(operand, operand.Name is null ? frame.Within : new Owner(operand.Name)));
            }
        }
    }

    private string NextPart(Owner within)
    {
        string name;
        do
        {
            within.Parts++;
            name = _part(within.Name, within.Parts);
        }
        while (!_taken.Add(name));
        return name;
    }

    /// <summary>A named value, and how many parts of it have a number.</summary>
    private sealed class Owner(string name)
    {
        public string Name { get; } = name;

        public int Parts { get; set; }
    }

    /// <summary>A value whose operands are being placed.</summary>
    private sealed class Frame(Draft value, Owner within)
    {
        private int _operand;

        public Draft Value { get; } = value;

        public Owner Within { get; } = within;

        public Draft? NextOperand() => _operand < Value.Operands.Count ? Value.Operands[_operand++] : null;
    }
}

using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Names what has no name: each part is numbered within the first named value that is computed from it.</summary>
internal sealed class Numbering
{
    private readonly HashSet<string> _taken;
    private readonly Func<string, int, string> _part;
    private readonly Func<Draft, bool> _isWithin;
    private readonly List<Draft> _order = [];
    private readonly HashSet<Draft> _placed = [];
    private readonly HashSet<Draft> _named = [];

    /// <summary>Starts with the names that exist already.</summary>
    /// <param name="taken">Names that no part may take.</param>
    /// <param name="part">The name of a part, from the named value's and a number.</param>
    /// <param name="isWithin">Tells the values that may be placed and named from others; by default all may.</param>
    public Numbering(HashSet<string> taken, Func<string, int, string> part, Func<Draft, bool>? isWithin = null)
    {
        _taken = taken;
        _part = part;
        _isWithin = isWithin ?? (_ => true);
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

        var open = new Stack<Frame>([Open(named, new Owner(named.Name!))]);
        while (open.Count > 0)
        {
            var frame = open.Peek();
            if (frame.NextDependency() is not { } operand)
            {
                open.Pop();
                frame.Value.Name ??= NextPart(frame.Within);
                _order.Add(frame.Value);
            }
            else if (_named.Contains(operand) ? _placed.Add(operand) : operand.Name is null && !operand.IsConstant && _isWithin(operand) && _placed.Add(operand))
            {
                open.Push(Open(operand, operand.Name is null ? frame.Within : new Owner(operand.Name)));
            }
        }
    }

    // A scan without a name, and what it carries, are called after its results.
    private Frame Open(Draft value, Owner within)
    {
        if (value.Inner is not null && value.Operands[0].Scan is { } scan && scan.Node.Name is null)
        {
            foreach (var result in scan.Results)
            {
                result.Name ??= NextPart(within);
                foreach (var carried in scan.Carried.Where(carried => carried.Argument == result.Inner))
                {
                    carried.Argument.Name = Unique(Names.Previous(result.Name));
                    carried.Next!.Name ??= Unique(Names.Next(result.Name));
                }
            }

            scan.Node.Name = Unique(Names.ScanOf(scan.Results[0].Name!));
            foreach (var read in scan.Reads)
            {
                read.Name ??= Unique(Names.Now(scan.Results[0].Name!));
            }

            _named.UnionWith([scan.Node, .. scan.Results, .. scan.Reads, .. scan.Carried.SelectMany(carried => new[] { carried.Argument, carried.Next! })]);
        }

        return new Frame(value, within);
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

    /// <summary>A value whose dependencies are being placed.</summary>
    private sealed class Frame(Draft value, Owner within)
    {
        private readonly Draft[] _dependencies = value.Dependencies.ToArray();
        private int _at;

        public Draft Value { get; } = value;

        public Owner Within { get; } = within;

        public Draft? NextDependency() => _at < _dependencies.Length ? _dependencies[_at++] : null;
    }
}

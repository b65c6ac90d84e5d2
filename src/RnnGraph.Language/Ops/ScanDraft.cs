using RnnGraph.Graphs;

namespace RnnGraph.Ops;

/// <summary>A scan of a graph that is still being written.</summary>
internal sealed class ScanDraft
{
    private readonly List<Draft> _results = [];

    /// <summary>Starts a scan that carries nothing yet.</summary>
    /// <param name="name">Its name; null for a scan that is called after what it results in.</param>
    /// <param name="axis">The time axis that it runs along.</param>
    /// <param name="direction">The order of the steps.</param>
    public ScanDraft(string? name, string axis, Direction direction)
    {
        Direction = direction;
        Node = new Draft(StructureOps.Scan, []) { Name = name, Axis = axis, Scan = this };
    }

    /// <summary>The scan as a value, which results select from.</summary>
    public Draft Node { get; }

    public string Axis => Node.Axis!;

    public Direction Direction { get; }

    public List<CarriedDraft> Carried { get; } = [];

    /// <summary>The outer values that the body reads at every step, in the order of declaration.</summary>
    public List<Draft> Reads { get; } = [];

    /// <summary>What other values select from the scan.</summary>
    public IReadOnlyList<Draft> Results => _results;

    /// <summary>The nodes of the body that exist already, in the order in which they were made.</summary>
    public List<GraphNode> Body { get; } = [];

    /// <summary>Reads an outer value in space Step at every step.</summary>
    public Draft Read(Draft outer, string? name)
    {
        var read = new Draft(StructureOps.Read, [outer], outer.Shape) { Name = name, Within = this };
        Reads.Add(read);
        return read;
    }

    /// <summary>Carries a value from step to step, from <paramref name="initial"/> on.</summary>
    public CarriedDraft Carry(Draft initial, string? name)
    {
        var carried = new CarriedDraft(initial, new Draft(StructureOps.Carried, [], initial.Shape) { Name = name, Within = this });
        Carried.Add(carried);
        return carried;
    }

    /// <summary>A value of the body at every step: before it, of what is carried; else as it is there.</summary>
    public Draft Steps(Draft inner) => Result(inner.Op == StructureOps.Carried ? StructureOps.Previous : StructureOps.Stack, inner);

    /// <summary>The one result of this kind.</summary>
    public Draft Result(OpRow op, Draft inner)
    {
        var known = _results.Find(result => result.Op == op && result.Inner == inner);
        if (known is null)
        {
            known = new Draft(op, [Node], inner.Shape) { Inner = inner };
            _results.Add(known);
        }

        return known;
    }
}

/// <summary>One carried value of a scan that is being written.</summary>
internal sealed class CarriedDraft(Draft initial, Draft argument)
{
    /// <summary>The value before each step.</summary>
    public Draft Argument { get; } = argument;

    /// <summary>The value before the first step, outside the scan.</summary>
    public Draft Initial { get; set; } = initial;

    /// <summary>The value after each step, once it is known.</summary>
    public Draft? Next { get; set; }
}

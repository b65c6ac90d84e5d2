namespace RnnGraph.Graphs;

/// <summary>The order in which a scan visits the steps of each sequence.</summary>
public enum Direction
{
    /// <summary>From the first step to the last.</summary>
    Forward,

    /// <summary>From the last step of each sequence, within its own length, to the first.</summary>
    Reverse,
}

/// <summary>
/// The body region of a scan. At every step that lies within a sequence's length, each node of <see cref="Body"/> is computed in order and every
/// carried value takes its next value; at a step beyond the length carried values hold, stacked results are 0 and nothing is added to totals.
/// </summary>
public sealed class Scan
{
    /// <summary>Makes a body.</summary>
    public Scan(Direction direction, IReadOnlyList<Carried> carried, IReadOnlyList<GraphNode> body)
    {
        Direction = direction;
        Carried = carried;
        Body = body;
    }

    /// <summary>The order of the steps.</summary>
    public Direction Direction { get; }

    /// <summary>The values carried from step to step, in the order of declaration.</summary>
    public IReadOnlyList<Carried> Carried { get; }

    /// <summary>All nodes of the body in topological order: the carried arguments first, then reads, then the rest.</summary>
    public IReadOnlyList<GraphNode> Body { get; }
}

/// <summary>One carried value of a scan.</summary>
public sealed class Carried
{
    /// <summary>Makes a carried value.</summary>
    public Carried(GraphNode argument, GraphNode initial, GraphNode next)
    {
        Argument = argument;
        Initial = initial;
        Next = next;
    }

    /// <summary>The body node that stands for the value before the step (h⁻), op <c>carried</c>.</summary>
    public GraphNode Argument { get; }

    /// <summary>The outer node that the first step starts from: in space Sequence, or a constant.</summary>
    public GraphNode Initial { get; }

    /// <summary>The body node whose value is carried on.</summary>
    public GraphNode Next { get; }
}

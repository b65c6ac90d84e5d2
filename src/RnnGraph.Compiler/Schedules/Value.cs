using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Schedules;

/// <summary>A node's value that is kept in memory between two steps of the schedule, and where.</summary>
internal sealed class Value
{
    public Value(GraphNode node) => Node = node;

    public GraphNode Node { get; }

    public Size Features => Node.Shape.Rows;

    /// <summary>Whether a product reads it as its left operand, or the caller reads or writes it: it lies in rows.</summary>
    public bool IsRows { get; set; }

    public Window Train { get; set; }

    public Window Evaluate { get; set; }

    /// <summary>The first and last steps of the schedule, numbered in program order, that write or read it.</summary>
    public int Birth { get; set; } = int.MaxValue;

    public int Death { get; set; } = -1;

    /// <summary>The position among the values that products name, in the order of the definition's matrices.</summary>
    public int Order { get; set; } = int.MaxValue;

    /// <summary>Values that one product reads or writes share a slot.</summary>
    public Value? Group { get; set; }

    /// <summary>Where it stands; set by the slot planner or, for inputs, parameters and carried values, when it is made.</summary>
    public Place? Place { get; set; }

    /// <summary>The blocks that write or read it.</summary>
    public HashSet<object> Users { get; } = new();

    /// <summary>Marks a use by <paramref name="user"/> at <paramref name="time"/>.</summary>
    public void Touch(int time, object user)
    {
        Birth = Math.Min(Birth, time);
        Death = Math.Max(Death, time);
        Users.Add(user);
    }

    /// <summary>The representative of the group.</summary>
    public Value Leader()
    {
        var leader = this;
        while (leader.Group is { } next)
        {
            leader = next;
        }

        return leader;
    }

    /// <summary>Puts two values in one group.</summary>
    public void Join(Value other)
    {
        var (mine, theirs) = (Leader(), other.Leader());
        if (mine != theirs)
        {
            theirs.Group = mine;
        }
    }

    public override string ToString() => Node.Name;
}

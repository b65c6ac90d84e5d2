using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>A state of the cell that is being defined.</summary>
internal sealed class RecordedState
{
    public RecordedState(string name, Draft initial, Draft argument)
    {
        Name = name;
        Initial = initial;
        Argument = argument;
    }

    public string Name { get; }

    /// <summary>The value before the first step, from the caller.</summary>
    public Draft Initial { get; }

    /// <summary>The value before each step.</summary>
    public Draft Argument { get; }

    /// <summary>The handle that the declaration returned.</summary>
    public Node? Handle { get; set; }

    /// <summary>The handle of the value after each step, once given.</summary>
    public Node? NextHandle { get; set; }
}

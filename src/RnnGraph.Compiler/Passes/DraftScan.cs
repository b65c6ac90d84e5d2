using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Passes;

/// <summary>The body of a scan while a pass works on it.</summary>
internal sealed class DraftScan
{
    public DraftScan(Direction direction) => Direction = direction;

    public Direction Direction { get; }

    public List<DraftCarried> Carried { get; } = new();

    public List<DraftNode> Body { get; } = new();
}

/// <summary>A carried value while a pass works on it.</summary>
internal sealed class DraftCarried
{
    public DraftCarried(DraftNode argument, DraftNode initial, DraftNode next)
    {
        Argument = argument;
        Initial = initial;
        Next = next;
    }

    public DraftNode Argument { get; }

    public DraftNode Initial { get; set; }

    public DraftNode Next { get; set; }
}

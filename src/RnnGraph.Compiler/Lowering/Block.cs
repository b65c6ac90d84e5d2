using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>Nodes that run together: the body of a scan, or outer nodes between two scans.</summary>
internal sealed class Block
{
    private readonly HashSet<GraphNode> _members;

    public Block(Extent extent, bool isBackward, GraphNode? scan, IReadOnlyList<GraphNode> nodes)
    {
        Extent = extent;
        IsBackward = isBackward;
        Scan = scan;
        Nodes = nodes;
        _members = new HashSet<GraphNode>(nodes);
    }

    public Extent Extent { get; }

    public bool IsBackward { get; }

    /// <summary>The scan node, for the body of a scan.</summary>
    public GraphNode? Scan { get; }

    public IReadOnlyList<GraphNode> Nodes { get; }

    public List<ScheduleStep> Steps { get; } = new();

    public bool Contains(GraphNode node) => _members.Contains(node);
}

using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>The parts of a training step.</summary>
internal enum Stage
{
    /// <summary>What outputs, final states and taps need.</summary>
    Forward,

    /// <summary>What losses need beyond that.</summary>
    Loss,

    /// <summary>What gradients need beyond that.</summary>
    Backward,
}

/// <summary>Nodes that run together: the body of a scan, or outer nodes between two scans.</summary>
internal sealed class Block
{
    private readonly HashSet<GraphNode> _members;

    public Block(Extent extent, Stage stage, GraphNode? scan, string? axis, IReadOnlyList<GraphNode> nodes)
    {
        Extent = extent;
        Stage = stage;
        Axis = axis;
        Scan = scan;
        Nodes = nodes;
        _members = new HashSet<GraphNode>(nodes);
    }

    public Extent Extent { get; }

    /// <summary>The part of a training step that it belongs to.</summary>
    public Stage Stage { get; }

    public bool IsBackward => Stage == Stage.Backward;

    /// <summary>The time axis of its steps; null for what is done once for each row.</summary>
    public string? Axis { get; }

    /// <summary>The scan node, for the body of a scan.</summary>
    public GraphNode? Scan { get; }

    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>
    /// Of what is done once for each row: whether it belongs to the end of the sequences, as in the forward pass what waits for a scan does, and in the backward pass what scans
    /// wait for. Otherwise it belongs to their start.
    /// </summary>
    public bool IsAtEnd { get; set; }

    public List<ScheduleStep> Steps { get; } = new();

    public bool Contains(GraphNode node) => _members.Contains(node);
}

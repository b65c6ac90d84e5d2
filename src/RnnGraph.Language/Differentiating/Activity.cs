using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>Which forward nodes have an adjoint: those that depend on something that the loss can be differentiated by.</summary>
internal sealed class Activity
{
    private readonly HashSet<GraphNode> _active = [];

    public Activity(Graph forward)
    {
        foreach (var node in forward.Nodes)
        {
            foreach (var inner in node.Scan?.Body ?? [])
            {
                Mark(inner);
            }

            Mark(node);
        }
    }

    public bool IsActive(GraphNode node) => _active.Contains(node);

    // What a scan carries may be active by its next value, which is further down.
    private void Mark(GraphNode node)
    {
        var isLeaf = node.Op == StructureOps.Parameter || node.Op == StructureOps.Input || node.Op == StructureOps.Vector || node.Op == StructureOps.Given;
        if (node.Op == ElementwiseOps.StopGradient)
        {
            return;
        }

        if (isLeaf || node.Op == StructureOps.Carried || node.Scan is not null || node.Operands.Any(_active.Contains))
        {
            _active.Add(node);
        }
    }
}

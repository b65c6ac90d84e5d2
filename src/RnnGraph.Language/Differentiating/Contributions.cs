using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>What the adjoint of each forward node has received so far, in the order of the reverse walk.</summary>
internal sealed class Contributions(Activity activity)
{
    private readonly List<(GraphNode Node, Draft Contribution)> _order = [];
    private readonly Dictionary<GraphNode, List<Draft>> _received = [];

    /// <summary>Everything received, in order.</summary>
    public IReadOnlyList<(GraphNode Node, Draft Contribution)> Order => _order;

    public void Add(GraphNode node, Draft? contribution)
    {
        if (contribution is null || !activity.IsActive(node))
        {
            return;
        }

        if (!_received.TryGetValue(node, out var list))
        {
            list = [];
            _received.Add(node, list);
        }

        list.Add(contribution);
        _order.Add((node, contribution));
    }

    public IReadOnlyList<Draft> Of(GraphNode node) => _received.TryGetValue(node, out var list) ? list : [];

    /// <summary>The sum of what the node received; null for nothing.</summary>
    public Draft? Sum(GraphNode node)
    {
        var all = Of(node);
        return all.Count == 0 ? null : all.Aggregate((left, right) => left + right);
    }
}

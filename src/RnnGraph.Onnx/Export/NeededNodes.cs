using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>What of a graph a model needs: that on which its outputs and the last values of its states depend.</summary>
internal sealed class NeededNodes
{
    private readonly HashSet<GraphNode> _nodes = [];
    private readonly Graph _graph;

    public NeededNodes(Graph graph)
    {
        _graph = graph;
        Results = [.. graph.Results.Where(result => result.Kind is ResultKind.Output or ResultKind.FinalState)];
        foreach (var node in All)
            Evaluation.Of(node);
        var open = new Stack<GraphNode>(Results.Select(result => result.Node));
        while (open.Count > 0)
        {
            var node = Evaluation.Of(open.Pop());
            if (!_nodes.Add(node))
                continue;
            foreach (var read in node.Operands)
                open.Push(read);
            if (node.Inner is not null)
                open.Push(node.Inner);
            foreach (var carried in node.Scan?.Carried ?? [])
            {
                open.Push(carried.Initial);
                open.Push(carried.Next);
            }
        }
    }

    /// <summary>The outputs, then the last values of the states.</summary>
    public IReadOnlyList<GraphResult> Results { get; }

    /// <summary>Every needed node, those of bodies too, in the graph's order.</summary>
    public IEnumerable<GraphNode> Nodes => All.Where(_nodes.Contains);

    private IEnumerable<GraphNode> All => _graph.Nodes.SelectMany(node => node.Scan is { } scan ? scan.Body.Append(node) : [node]);

    /// <summary>What is needed of a scan, in the graph's order.</summary>
    public IReadOnlyList<GraphNode> ResultsOf(GraphNode scan) => [.. _graph.Nodes.Where(node => node.Inner is not null && node.Operands[0] == scan && _nodes.Contains(node))];

    /// <summary>What a result is called in the model.</summary>
    public static string NameOf(GraphResult result) => result.Kind == ResultKind.FinalState ? result.Name + ".final" : result.Name;

    /// <summary>Why a graph can't be written, everything in one text; null if it can.</summary>
    public string? Refusal()
    {
        if (Results.Count == 0)
            return "it has neither an output nor a state, and losses are not written";
        var refused = Nodes.Select(node => (node, Reason: OpForms.Refusal(node.Op))).Where(pair => pair.Reason is not null).ToList();
        return refused.Count == 0 ? null : string.Join("; ", refused.Select(pair => $"'{pair.node.Name}' is the op '{pair.node.Op.Name}': {pair.Reason}"));
    }
}

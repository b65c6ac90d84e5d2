using RnnGraph.Building;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Differentiating;

/// <summary>Names the drafts of an adjoint and appends their nodes to the graph.</summary>
internal sealed class AdjointWriter
{
    private readonly Numbering _numbering;
    private readonly Lowering _lowering;
    private int _written;

    /// <summary>Starts below the nodes of a forward graph.</summary>
    public AdjointWriter(Graph forward)
    {
        Nodes = [.. forward.Nodes];
        _lowering = new Lowering(Nodes);
        var names = forward.Nodes.SelectMany(node => node.Scan is { } scan ? scan.Body.Append(node) : [node]).Select(node => node.Name);
        _numbering = new Numbering(new HashSet<string>(names, StringComparer.Ordinal), Names.AdjointPart);
    }

    /// <summary>The outer nodes so far: those of the forward graph, then the adjoint's.</summary>
    public List<GraphNode> Nodes { get; }

    public string Unique(string name) => _numbering.Unique(name);

    /// <summary>Writes an outer draft under this name, unless it has one, with everything that it is computed from.</summary>
    public GraphNode Write(Draft draft, string name)
    {
        if (draft.Lowered is { } known)
        {
            return known;
        }

        draft.Name ??= Unique(name);
        Place([draft]);
        Flush();
        return draft.Lowered!;
    }

    /// <summary>Gives the parts of named drafts their names.</summary>
    public void Place(IReadOnlyList<Draft> named) => _numbering.Place(named);

    /// <summary>Writes a draft whose dependencies are written.</summary>
    public GraphNode Lower(Draft draft) => _lowering.Lower(draft);

    /// <summary>Writes a draft whose dependencies are written, under this name.</summary>
    public void Lower(Draft draft, string name)
    {
        draft.Name = Unique(name);
        Lower(draft);
    }

    /// <summary>Writes what was placed since the last time.</summary>
    public void Flush()
    {
        for (; _written < _numbering.Order.Count; _written++)
        {
            _lowering.Lower(_numbering.Order[_written]);
        }
    }
}

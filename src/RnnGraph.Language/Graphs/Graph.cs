using RnnGraph.Ops;

namespace RnnGraph.Graphs;

/// <summary>What a result of a graph is to its caller.</summary>
public enum ResultKind
{
    /// <summary>A declared output: of a cell in space Step, of a network in space Step or Sequence.</summary>
    Output,

    /// <summary>The state after the last step, space Sequence; the name is the state's.</summary>
    FinalState,

    /// <summary>An inner value, space Step or Sequence, computed when asked for.</summary>
    Tap,

    /// <summary>The gradient of the loss by the input, initial state or parameter of this name.</summary>
    Gradient,

    /// <summary>
    /// A loss of each row, one feature, space Step or Sequence. The loss of a run is its mean over the rows that <see cref="RowOps.Share"/> counts: those that lie
    /// within their length.
    /// </summary>
    Loss,
}

/// <summary>One named result of a graph.</summary>
public sealed class GraphResult
{
    /// <summary>Makes a result.</summary>
    public GraphResult(ResultKind kind, string name, GraphNode node)
    {
        Kind = kind;
        Name = name;
        Node = node;
    }

    /// <summary>What the result is.</summary>
    public ResultKind Kind { get; }

    /// <summary>The name; for a gradient, the name of the input, state or parameter it belongs to.</summary>
    public string Name { get; }

    /// <summary>The outer node that holds it.</summary>
    public GraphNode Node { get; }
}

/// <summary>
/// A dataflow graph: named sizes, outer nodes in topological order, named results. Immutable. A cell is a graph with one scan, a network one with any number;
/// the derivative of either holds for each scan another one that runs the other way.
/// </summary>
public sealed class Graph
{
    /// <summary>Makes a graph.</summary>
    public Graph(
        string name,
        IReadOnlyList<string> sizes,
        IReadOnlyList<KeyValuePair<Size, Size>> constraints,
        IReadOnlyList<GraphNode> nodes,
        IReadOnlyList<GraphResult> results)
    {
        Name = name;
        Sizes = sizes;
        Constraints = constraints;
        Nodes = nodes;
        Results = results;
    }

    /// <summary>The name of the definition.</summary>
    public string Name { get; }

    /// <summary>The symbols of its sizes, in the order of the definition's parameters.</summary>
    public IReadOnlyList<string> Sizes { get; }

    /// <summary>Pairs of sizes that must be equal when sizes are bound.</summary>
    public IReadOnlyList<KeyValuePair<Size, Size>> Constraints { get; }

    /// <summary>The outer nodes in topological order; nodes of scan bodies are inside their scan.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>The results.</summary>
    public IReadOnlyList<GraphResult> Results { get; }

    /// <summary>The names of its time axes, in the order in which its nodes mention them. A cell has the one axis <c>time</c>.</summary>
    public IEnumerable<string> Axes => Nodes.Where(node => node.Axis is not null).Select(node => node.Axis!).Distinct(StringComparer.Ordinal);

    /// <summary>Null when every output at a step follows from the inputs up to that step, so that the graph can run step by step; else the node that prevents it.</summary>
    public GraphNode? Noncausal => Causality.FirstObstacle(this);

    /// <summary>This graph with numbers in the place of its sizes. Sizes without a number stay open.</summary>
    /// <param name="sizes">Numbers, at least 1, by the names in <see cref="Sizes"/>.</param>
    /// <exception cref="DefinitionException">A name is not one of the graph's sizes, a number is below 1, a quotient of sizes is not whole, or a constraint is violated.</exception>
    public Graph Bind(IReadOnlyDictionary<string, int> sizes) => GraphBinding.Bind(this, sizes);
}

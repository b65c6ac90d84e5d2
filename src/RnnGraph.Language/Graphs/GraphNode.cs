using RnnGraph.Ops;

namespace RnnGraph.Graphs;

/// <summary>One immutable value of a <see cref="Graph"/>: an op applied to earlier nodes.</summary>
public sealed class GraphNode
{
    /// <summary>Makes a node; its space and shape are those that the op's own rule gave.</summary>
    public GraphNode(
        string name,
        OpRow op,
        Space space,
        Shape shape,
        IReadOnlyList<GraphNode>? operands = null,
        IReadOnlyList<double>? numbers = null,
        Initializer? initializer = null,
        Scan? scan = null,
        GraphNode? inner = null,
        Size? offset = null,
        string? axis = null,
        Size? vocabulary = null)
    {
        Name = name;
        Op = op;
        Space = space;
        Shape = shape;
        Operands = operands ?? Array.Empty<GraphNode>();
        Numbers = numbers ?? Array.Empty<double>();
        Initializer = initializer;
        Scan = scan;
        Inner = inner;
        Offset = offset;
        Axis = space == Space.Step ? axis ?? Operands.Select(operand => operand.Axis).FirstOrDefault(of => of is not null) ?? TimeAxis.Default : null;
        Vocabulary = vocabulary;
    }

    /// <summary>The name, unique within its graph; for a parameter its checkpoint key, <c>gate.role</c>.</summary>
    public string Name { get; }

    /// <summary>The op's row: shape rule, derivative rule, reference meaning, emitted form.</summary>
    public OpRow Op { get; }

    /// <summary>Axes beside the shape.</summary>
    public Space Space { get; }

    /// <summary>Shape of one value.</summary>
    public Shape Shape { get; }

    /// <summary>The nodes read, in order. A body node may read outer nodes in <see cref="Space.Parameter"/> or <see cref="Space.Sequence"/> directly.</summary>
    public IReadOnlyList<GraphNode> Operands { get; }

    /// <summary>Numeric attributes: a constant's value, the bounds of a clip, a slope.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>How a parameter starts.</summary>
    public Initializer? Initializer { get; }

    /// <summary>The body, when <see cref="Op"/> is <see cref="StructureOps.Scan"/>.</summary>
    public Scan? Scan { get; }

    /// <summary>In space <see cref="Space.Step"/>, the time axis that its steps belong to; null elsewhere. Unless stated it is that of the operands, or <c>time</c>.</summary>
    public string? Axis { get; }

    /// <summary>Of tokens: how many there are. Their index is below it.</summary>
    public Size? Vocabulary { get; }

    /// <summary>The body node that a result of a scan (stack, previous, final, total) selects.</summary>
    public GraphNode? Inner { get; }

    /// <summary>
    /// Of a slice: the feature of its operand that it begins at. Of a pad: the feature of itself at which its operand begins. That it fits is certain once sizes
    /// are bound; while they are open it may depend on their values.
    /// </summary>
    public Size? Offset { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>A node while a pass works on it. A pass thaws a graph, edits the draft and freezes it again: from outside it is a pure function.</summary>
internal sealed class DraftNode
{
    public DraftNode(string name, OpRow op, Space space, Shape shape, params DraftNode[] operands)
    {
        Name = name;
        Op = op;
        Space = space;
        Shape = shape;
        Operands = operands.ToList();
        Axis = operands.Select(operand => operand.Axis).FirstOrDefault(axis => axis is not null);
    }

    public string Name { get; set; }

    public OpRow Op { get; set; }

    public Space Space { get; set; }

    public Shape Shape { get; set; }

    public List<DraftNode> Operands { get; set; }

    public IReadOnlyList<double> Numbers { get; set; } = Array.Empty<double>();

    public Initializer? Initializer { get; set; }

    public Size? Offset { get; set; }

    /// <summary>The time axis of the node's steps, or of those of what it is computed from.</summary>
    public string? Axis { get; set; }

    public Size? Vocabulary { get; set; }

    public DraftScan? Scan { get; set; }

    public DraftNode? Inner { get; set; }

    /// <summary>A copy that reads <paramref name="operands"/> instead.</summary>
    public DraftNode With(Space space, IEnumerable<DraftNode> operands) =>
        new(Name, Op, space, Shape, operands.ToArray()) { Numbers = Numbers, Initializer = Initializer, Offset = Offset };
}

using RnnGraph.Compiler.Passes;
using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>What a region may do: compute a node, store a value, add to a total.</summary>
internal sealed class Item
{
    private Item(Size size, GraphNode? computes, GraphNode? source)
    {
        Size = size;
        Computes = computes;
        Source = source;
    }

    public Size Size { get; }

    /// <summary>The elementwise node that it computes.</summary>
    public GraphNode? Computes { get; }

    /// <summary>The node that it stores or adds; null stores zero.</summary>
    public GraphNode? Source { get; }

    /// <summary>The place that it fills.</summary>
    public Value? Store { get; private set; }

    /// <summary>The value held beyond a sequence's length.</summary>
    public Value? Hold { get; private set; }

    /// <summary>The total that it adds to.</summary>
    public Value? Total { get; private set; }

    /// <summary>The sum over features that it adds to.</summary>
    public GraphNode? Sums { get; private set; }

    /// <summary>The node whose value it gives.</summary>
    public GraphNode? Gives => Computes ?? Sums;

    /// <summary>Whether it goes over a matrix row after row: it reads a vector along one of its axes, or adds up along one.</summary>
    public bool IsOverMatrix => Sums is not null || Computes?.Operands.Any(operand => Roots.Of(operand).Op is SpreadOp) == true;

    /// <summary>The period of the steps at which it runs.</summary>
    public int Every { get; set; } = 1;

    /// <summary>The accumulator that waits for it.</summary>
    public Accumulator? Grounds { get; private set; }

    /// <summary>The values that it takes.</summary>
    public IEnumerable<GraphNode> Takes => Computes is not null ? Computes.Operands.Select(Loaded) : Source is not null ? new[] { Loaded(Source) } : Array.Empty<GraphNode>();

    public static Item Compute(GraphNode node) => new(node.Shape.Rows, node, null);

    public static Item Deliver(GraphNode source, Value store, Value? hold) => new(store.Features, null, source) { Store = store, Hold = hold };

    public static Item Ground(Accumulator accumulator, Value? hold) =>
        new(accumulator.Target.Features, null, accumulator.Ground is { } ground ? Roots.Of(ground) : null) { Store = accumulator.Target, Hold = hold, Grounds = accumulator };

    public static Item Sum(GraphNode node) => new(node.Operands[0].Shape.Rows, null, Roots.Of(node.Operands[0])) { Sums = node };

    public static Item Add(GraphNode source, Value total) => new(total.Features, null, Roots.Of(source)) { Total = total };

    /// <summary>The value in memory behind an operand: an expanded scalar is loaded from the scalar's own place.</summary>
    public static GraphNode Loaded(GraphNode operand)
    {
        var root = Roots.Of(operand);
        return root.Op.Kind == Ops.OpKind.Broadcast && root.Operands.Count == 1 ? Roots.Of(root.Operands[0]) : root;
    }
}

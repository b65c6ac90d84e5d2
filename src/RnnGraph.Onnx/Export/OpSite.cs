using System.Globalization;
using RnnGraph.Graphs;

namespace RnnGraph.Onnx.Export;

/// <summary>Where the values of a block come from.</summary>
internal interface IValues
{
    /// <summary>The block that nodes are added to.</summary>
    Block Block { get; }

    /// <summary>What the results of a node are to be called.</summary>
    string NameOf(GraphNode node);

    /// <summary>The value of a graph's node, written when it is first asked for.</summary>
    Value Of(GraphNode node);

    /// <summary>A token's index, 64 bit and without an axis for its one feature.</summary>
    Value IndexOf(GraphNode node);

    /// <summary>The index of which a node is the one-hot vector; null where it isn't one.</summary>
    Value? OneHotIndexOf(GraphNode node);

    /// <summary>A matrix with its axes exchanged.</summary>
    string Transposed(GraphNode matrix);

    /// <summary>A value with all axes of <paramref name="rows"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="rows">The axes that it must have.</param>
    /// <param name="axis">The time axis that steps belong to.</param>
    Value Widen(Value value, Rows rows, string? axis);
}

/// <summary>The place in a block where a graph's node is written.</summary>
internal sealed class OpSite(ModelDraft draft, IValues values, GraphNode node)
{
    private int _parts;

    /// <summary>The node.</summary>
    public GraphNode Node => node;

    /// <summary>What all blocks share.</summary>
    public ModelDraft Draft => draft;

    /// <summary>Where operands come from.</summary>
    public IValues Values => values;

    /// <summary>Its features.</summary>
    public int Features => node.Shape.Rows.Evaluate();

    /// <summary>The value of an operand.</summary>
    public Value this[int operand] => values.Of(node.Operands[operand]);

    /// <summary>The features of an operand.</summary>
    public int FeaturesOf(int operand) => node.Operands[operand].Shape.Rows.Evaluate();

    /// <summary>A number of the node.</summary>
    public string Number(int index) => draft.Number(node.Numbers[index]);

    /// <summary>A node on the way to the result.</summary>
    public string Part(string op, IReadOnlyList<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        values.Block.Add(op, string.Create(CultureInfo.InvariantCulture, $"{node.Name}.part{++_parts}"), inputs, attributes);

    /// <summary>The node that gives the result.</summary>
    public string Last(string op, IReadOnlyList<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var name = values.NameOf(node);
        values.Block.Add(op, inputs, [name], attributes);
        return name;
    }
}

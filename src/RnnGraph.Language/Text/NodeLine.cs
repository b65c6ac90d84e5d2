using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Text;

/// <summary>One line of a graph's text, taken apart: <c>name = op(arguments) [shape] initialiser along axis</c>.</summary>
internal sealed class NodeLine
{
    private const string AlongWord = " along ";

    private NodeLine(string name, OpRow op, string[] arguments, Shape shape, Initializer? initializer, string? axis)
    {
        Name = name;
        Op = op;
        Arguments = arguments;
        Shape = shape;
        Initializer = initializer;
        Axis = axis;
    }

    public string Name { get; }

    public OpRow Op { get; }

    public string[] Arguments { get; }

    public Shape Shape { get; }

    public Initializer? Initializer { get; }

    /// <summary>The time axis that the line names; null for the default.</summary>
    public string? Axis { get; }

    public static NodeLine Read(string name, string right)
    {
        var open = right.IndexOf('[');
        var close = right.IndexOf(']');
        if (open < 1 || close < open)
        {
            throw new FormatException("A node needs a shape in square brackets.");
        }

        var call = right.Substring(0, open).Trim();
        var parenthesis = call.IndexOf('(');
        if (parenthesis >= 0 && !call.EndsWith(")", StringComparison.Ordinal))
        {
            throw new FormatException("The arguments of an op stand in parentheses.");
        }

        var word = parenthesis < 0 ? call : call.Substring(0, parenthesis);
        var arguments = parenthesis < 0 ? [] : Split(call.Substring(parenthesis + 1, call.Length - parenthesis - 2));
        var op = OpTable.Find(word) ?? throw new FormatException($"There is no op '{word}'.");
        var sizes = Split(right.Substring(open + 1, close - open - 1)).Select(Size.Parse).ToArray();
        var shape = sizes.Length switch
        {
            1 => Shape.Vector(sizes[0]),
            2 => Shape.Matrix(sizes[0], sizes[1]),
            _ => throw new FormatException("A shape has one size or two."),
        };
        var (rest, axis) = SplitAxis(right.Substring(close + 1));
        return new NodeLine(name, op, arguments, shape, InitializerText.Parse(rest.Trim()), axis);
    }

    /// <summary>Takes the axis off the end of a line.</summary>
    public static (string Before, string? Axis) SplitAxis(string text)
        => text.IndexOf(AlongWord, StringComparison.Ordinal) is >= 0 and var at ? (text.Substring(0, at), text.Substring(at + AlongWord.Length)) : (text, null);

    /// <summary>The end of the line of a node that names its axis, because nothing that it reads tells it; empty for the default axis.</summary>
    public static string Along(GraphNode node)
        => node.Axis is null or TimeAxis.Default || node.Operands.Any(operand => operand.Axis is not null) ? "" : AlongWord + node.Axis;

    /// <summary>The texts between commas; none of an empty text.</summary>
    public static string[] Split(string list) => list.Length == 0 ? [] : list.Split([", "], StringSplitOptions.None);

    public void Require(bool fits)
    {
        if (!fits)
        {
            throw new FormatException($"The arguments or the shape don't fit the op '{Op.Name}'.");
        }
    }
}

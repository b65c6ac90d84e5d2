using System.Globalization;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Turns named drafts into nodes, sorted into those of the body and those outside.</summary>
internal sealed class Lowering
{
    /// <summary>Nodes outside the scan, in order.</summary>
    public List<GraphNode> Outer { get; } = [];

    /// <summary>Nodes of the body, in order.</summary>
    public List<GraphNode> Body { get; } = [];

    /// <summary>Makes the node of a draft whose operands have theirs.</summary>
    public GraphNode Lower(Draft draft)
    {
        if (draft.Lowered is { } known)
        {
            return known;
        }

        var operands = draft.Operands.Select((operand, at) => operand.IsConstant && !operand.IsInBody ? Constant(operand, draft.Name!, at) : operand.Lowered!).ToArray();
        var node = new GraphNode(draft.Name!, draft.Op, draft.Space, draft.Shape, operands, draft.Numbers, draft.Initializer);
        (draft.IsInBody ? Body : Outer).Add(node);
        draft.Lowered = node;
        return node;
    }

    /// <summary>The name of a constant that is written in its reader's line: <c>z.1#0</c> is operand 0 of z.1.</summary>
    public static string ConstantName(string reader, int at) => reader + "#" + at.ToString(CultureInfo.InvariantCulture);

    private GraphNode Constant(Draft constant, string reader, int at)
    {
        var node = new GraphNode(ConstantName(reader, at), constant.Op, constant.Space, constant.Shape, numbers: constant.Numbers);
        Outer.Add(node);
        return node;
    }
}

using System.Globalization;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>Turns named drafts into nodes: those of a body go to their scan, the others outside.</summary>
internal sealed class Lowering(List<GraphNode> outer)
{
    /// <summary>Makes the node of a draft whose dependencies have theirs.</summary>
    public GraphNode Lower(Draft draft)
    {
        if (draft.Lowered is { } known)
        {
            return known;
        }

        var operands = draft.Operands.Select((operand, at) => Operand(operand, draft.Name!, at)).ToArray();
        var node = new GraphNode(
            draft.Name!,
            draft.Op,
            draft.Space,
            draft.Shape,
            operands,
            draft.Numbers,
            draft.Initializer,
            draft.Scan is { } scan ? Body(scan) : null,
            draft.Inner?.Lowered,
            draft.Offset,
            draft.Axis,
            draft.Vocabulary);
        (draft.Within?.Body ?? outer).Add(node);
        draft.Lowered = node;
        return node;
    }

    /// <summary>The name of a constant that is written in its reader's line: <c>z.1#0</c> is operand 0 of z.1.</summary>
    public static string ConstantName(string reader, int at) => reader + "#" + at.ToString(CultureInfo.InvariantCulture);

    private GraphNode Operand(Draft operand, string reader, int at) => operand.IsConstant && !operand.IsInBody ? Constant(operand, reader, at) : operand.Lowered!;

    private Scan Body(ScanDraft scan)
    {
        var carried = scan.Carried.Select(value => new Carried(Lower(value.Argument), Operand(value.Initial, value.Argument.Name!, 0), value.Next!.Lowered!)).ToArray();
        var reads = scan.Reads.Where(read => read.Lowered is not null).Select(read => read.Lowered!);
        var rest = scan.Body.Where(node => node.Op != StructureOps.Carried && node.Op != StructureOps.Read);
        return new Scan(scan.Direction, carried, [.. carried.Select(value => value.Argument), .. reads, .. rest]);
    }

    private GraphNode Constant(Draft constant, string reader, int at)
    {
        var node = new GraphNode(ConstantName(reader, at), constant.Op, constant.Space, constant.Shape, numbers: constant.Numbers);
        outer.Add(node);
        return node;
    }
}

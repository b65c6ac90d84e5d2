using RnnGraph.Compiler.Lowering;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>Copies of a vector's features as large as a matrix don't stand in memory where elementwise bodies alone read them, in the place where they would be made.</summary>
internal static class Spreading
{
    public static Graph ReadInPlace(Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        var lists = draft.Scans.Select(scan => scan.Scan!.Body).Append(draft.Nodes).ToList();
        var isCopied = new HashSet<DraftNode>(draft.Results.Select(result => Roots.Of(result.Node)));
        foreach (var carried in draft.Scans.SelectMany(scan => scan.Scan!.Carried))
        {
            isCopied.Add(Roots.Of(carried.Initial));
            isCopied.Add(Roots.Of(carried.Next));
        }

        foreach (var list in lists)
        {
            var here = new HashSet<DraftNode>(list);
            foreach (var node in list.Where(node => !Roots.StandsForOperand(node.Op)))
            {
                foreach (var operand in node.Operands.Where(operand => node.Op.Kind != OpKind.Elementwise || node.Shape.IsMatrix || !here.Contains(operand)))
                {
                    isCopied.Add(Roots.Of(operand));
                }
            }

            // What another list reads, it reads through an alias.
            isCopied.UnionWith(list.Where(node => node.Inner is not null).Select(node => Roots.Of(node.Inner!)));
            isCopied.UnionWith(list.Where(node => Roots.StandsForOperand(node.Op)).Select(node => Roots.Of(node.Operands[0])));
        }

        foreach (var node in lists.SelectMany(list => list).Where(node => node.Space != Space.Parameter && !isCopied.Contains(node) && !IsSpread(node.Operands)))
        {
            node.Op = node.Op == RearrangementOps.RepeatEach ? SpreadOp.RepeatEach : node.Op == RearrangementOps.Tile ? SpreadOp.Tile : node.Op;
        }

        return draft.Freeze();
    }

    /// <summary>Copies of copies: the first stand in memory.</summary>
    private static bool IsSpread(List<DraftNode> operands) => operands.Any(operand => Roots.Of(operand).Op.Kind == OpKind.Broadcast);
}

using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>The order of writing: operands before what reads them, so that the depth of a definition is not that of the stack.</summary>
internal static partial class OpForms
{
    /// <summary>What is still to be written for a node, the node last.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isOpen">Whether a node belongs to the block and isn't written yet; asked again after each that is given.</param>
    public static IEnumerable<GraphNode> Order(GraphNode node, Predicate<GraphNode> isOpen)
    {
        var open = new Stack<(GraphNode Node, bool AreOperandsWritten)>([(node, false)]);
        while (open.Count > 0)
        {
            var (next, areOperandsWritten) = open.Pop();
            if (!isOpen(next))
                continue;
            if (areOperandsWritten || !IsComputed(next))
            {
                yield return next;
                continue;
            }

            open.Push((next, true));
            foreach (var operand in next.Operands.Reverse().Select(Evaluation.Of).Where(IsComputed))
                open.Push((operand, false));
        }
    }

    // a number has a form of its own, and a one-hot vector may be read by its index alone
    private static bool IsComputed(GraphNode node) => Table.ContainsKey(node.Op) && node.Op != BroadcastOps.OneHot && Evaluation.Number(node) is null;
}

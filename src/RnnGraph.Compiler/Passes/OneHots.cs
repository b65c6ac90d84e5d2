using RnnGraph.Compiler.Lowering;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// A product with a one-hot row gathers a row of weights, and its weight gradient scatters one: no such row need exist. Whatever else reads it compares each
/// feature's index with the token.
/// </summary>
internal static class OneHots
{
    public static Graph CompareTokens(Graph graph)
    {
        if (!graph.Nodes.Any(node => node.Op == BroadcastOps.OneHot))
        {
            return graph;
        }

        var draft = GraphDraft.Thaw(graph);
        var writer = new Writer(draft);
        foreach (var list in draft.Scans.Select(scan => scan.Scan!.Body).Append(draft.Nodes))
        {
            foreach (var node in list.ToList())
            {
                for (var index = 0; index < node.Operands.Count; index++)
                {
                    if (!IsGathered(node, index) && Roots.Of(node.Operands[index]) is { } root && root.Op == BroadcastOps.OneHot && !Roots.StandsForOperand(node.Op))
                    {
                        node.Operands[index] = writer.Compared(node.Operands[index], root, list);
                    }
                }
            }
        }

        for (var index = 0; index < draft.Results.Count; index++)
        {
            var (kind, name, node) = draft.Results[index];
            var root = Roots.Of(node);
            draft.Results[index] = (kind, name, root.Op == BroadcastOps.OneHot ? writer.Compared(node, root, draft.Nodes) : node);
        }

        return draft.Freeze();
    }

    private static bool IsGathered(DraftNode node, int operand) => operand == 1 && (node.Op == ProductOps.Dense || node.Op == TotalOps.OuterTotal);

    private sealed class Writer
    {
        private readonly GraphDraft _draft;
        private readonly Dictionary<(DraftNode, List<DraftNode>), DraftNode> _known = new();
        private readonly Dictionary<Shape, DraftNode> _indexes = new();

        public Writer(GraphDraft draft) => _draft = draft;

        public DraftNode Compared(DraftNode operand, DraftNode oneHot, List<DraftNode> list)
        {
            if (_known.TryGetValue((operand, list), out var known))
            {
                return known;
            }

            if (!_indexes.TryGetValue(oneHot.Shape, out var features))
            {
                _indexes[oneHot.Shape] = features = new DraftNode($"0…({oneHot.Shape.Rows})", FeatureIndexOp.Row, Space.Parameter, oneHot.Shape);
                _draft.Nodes.Insert(0, features);
            }

            var token = Token(operand, oneHot, list);
            var spread = new DraftNode(oneHot.Name + ".token", BroadcastOps.Expand, token.Space, oneHot.Shape, token);
            var equal = new DraftNode(oneHot.Name, ElementwiseOps.EqualTo, token.Space, oneHot.Shape, features, spread);
            var at = list == _draft.Nodes ? list.IndexOf(token) + 1 : list.FindLastIndex(node => node.Op == StructureOps.Carried || node.Op == StructureOps.Read) + 1;
            list.Insert(at, spread);
            list.Insert(at + 1, equal);
            return _known[(operand, list)] = equal;
        }

        /// <summary>The token's index where the one-hot row stands: in the body of a scan the one of the step.</summary>
        private static DraftNode Token(DraftNode operand, DraftNode oneHot, List<DraftNode> list)
        {
            var token = oneHot.Operands[0];
            if (operand.Op != StructureOps.Read)
            {
                return token;
            }

            var read = new DraftNode(token.Name + ".now", StructureOps.Read, Space.Sequence, token.Shape, token);
            list.Insert(list.IndexOf(operand) + 1, read);
            return read;
        }
    }
}

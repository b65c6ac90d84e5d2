using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// Elementwise bodies spread a single feature, and know a constant, without reading memory. What a matrix product, a reduction, a rearrangement or the
/// caller reads must stand in memory: there, and only there, the spread feature is written out, and so is the constant.
/// </summary>
internal static class Materialization
{
    public static Graph WriteOut(Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        new Writer(draft).Run();
        return draft.Freeze();
    }

    private sealed class Writer
    {
        private readonly GraphDraft _draft;
        private readonly Dictionary<DraftNode, List<DraftNode>> _home = new();
        private readonly Dictionary<DraftNode, DraftNode> _written = new();

        public Writer(GraphDraft draft)
        {
            _draft = draft;
            foreach (var list in draft.Scans.Select(scan => scan.Scan!.Body).Append(draft.Nodes))
            {
                list.ForEach(node => _home[node] = list);
            }
        }

        public void Run()
        {
            var readers = _home.Keys.Where(node => node.Op.Kind is OpKind.Product or OpKind.Reduction or OpKind.Rearrangement || node.Op == TotalOps.OuterTotal).ToList();
            foreach (var reader in readers)
            {
                reader.Operands = reader.Operands.Select(InMemory).ToList();
            }

            for (var index = 0; index < _draft.Results.Count; index++)
            {
                var (kind, name, node) = _draft.Results[index];
                var isRead = kind is ResultKind.Output or ResultKind.Gradient && node.Space == Space.Step && Root(node).Op == BroadcastOps.Expand;
                _draft.Results[index] = (kind, name, isRead ? InMemory(node) : node);
            }
        }

        private static bool IsAlias(DraftNode node) => node.Op == StructureOps.Read || node.Op == StructureOps.Stack;

        private static DraftNode Root(DraftNode node)
        {
            while (IsAlias(node))
            {
                node = node.Op == StructureOps.Read ? node.Operands[0] : node.Inner!;
            }

            return node;
        }

        /// <summary>The node that has the value of <paramref name="node"/> in memory.</summary>
        private DraftNode InMemory(DraftNode node)
        {
            var root = Root(node);
            if (root.Op != BroadcastOps.Expand && root.Op != StructureOps.Constant)
            {
                return node;
            }

            if (!_written.TryGetValue(node, out var written))
            {
                written = node.Op == StructureOps.Read ? node.With(node.Space, [InMemory(node.Operands[0])])
                    : node.Op == StructureOps.Stack ? new DraftNode(node.Name, node.Op, node.Space, node.Shape, node.Operands.ToArray()) { Inner = InMemory(node.Inner!) }
                    : Write(node);
                _written[node] = written;
                var home = _home[node];
                home.Insert(home.IndexOf(node) + 1, written);
            }

            return written;
        }

        private static DraftNode Write(DraftNode node) => node.Op == BroadcastOps.Expand
            ? new DraftNode(node.Name, RearrangementOps.RepeatEach, node.Space, node.Shape, node.Operands.ToArray())
            : new DraftNode(node.Name + ".written", ElementwiseOps.StopGradient, node.Space, node.Shape, node);
    }
}

using RnnGraph.Compiler.Lowering;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// Beyond a sequence's length an elementwise body stores 0; a carried value, and what products make of it, holds there instead, and what a row has once has no steps
/// at all. That does no harm but in two places: as the deltas of a weight gradient, which are summed over all steps, and in the caller's hands. There a copy is made.
/// </summary>
internal static class Masking
{
    public static Graph MaskSteps(Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        new Masker(draft).Run();
        return draft.Freeze();
    }

    private sealed class Masker
    {
        private readonly GraphDraft _draft;
        private readonly HashSet<DraftNode> _outer;
        private readonly HashSet<DraftNode> _held = new();
        private readonly Dictionary<DraftNode, DraftNode> _masked = new();

        public Masker(GraphDraft draft)
        {
            _draft = draft;
            _outer = new HashSet<DraftNode>(draft.Nodes);
            var forward = ForwardPass.Of(draft);
            foreach (var carried in draft.Scans.Where(forward.Contains).SelectMany(scan => scan.Scan!.Carried))
            {
                _held.Add(Roots.Of(carried.Next));
            }
        }

        public void Run()
        {
            foreach (var total in _draft.Nodes.Where(node => node.Op == TotalOps.OuterTotal).ToList())
            {
                if (total.Operands[0].Space == Space.Step && IsHeld(Roots.Of(total.Operands[0])))
                {
                    total.Operands[0] = Masked(total.Operands[0]);
                }
            }

            for (var index = 0; index < _draft.Results.Count; index++)
            {
                var (kind, name, node) = _draft.Results[index];
                if (node.Space == Space.Step && IsOfRow(Roots.Of(node)))
                {
                    _draft.Results[index] = (kind, name, Masked(node));
                }
            }
        }

        private DraftNode Masked(DraftNode node)
        {
            if (!_masked.TryGetValue(node, out var masked))
            {
                _masked[node] = masked = new DraftNode(node.Name + ".masked", ElementwiseOps.StopGradient, Space.Step, node.Shape, node);
                _draft.Nodes.Add(masked);
            }

            return masked;
        }

        private bool IsOfRow(DraftNode root) => _outer.Contains(root) && root.Space != Space.Step;

        private bool IsHeld(DraftNode root) =>
            root.Op == StructureOps.Carried || _held.Contains(root) || IsOfRow(root)
            || (root.Op.Kind == OpKind.Product && IsHeld(Roots.Of(root.Operands[1])))
            || (root.Op.Kind is OpKind.Rearrangement or OpKind.Reduction && root.Operands.Any(operand => IsHeld(Roots.Of(operand))))
            || (root.Op == ElementwiseOps.Add && root.Operands.Select(Roots.Of).All(operand => operand.Op.Kind == OpKind.Product)
                && root.Operands.Any(operand => IsHeld(Roots.Of(operand))));
    }
}

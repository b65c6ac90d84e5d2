using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// Takes out of a scan what is not on a cycle through its carried values, and so becomes one large product over all steps:
/// forward the input products W·x, backward the products for dx and the weight gradients Σ δ·vᵀ.
/// </summary>
internal static class Fission
{
    public static Graph SplitScans(Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        foreach (var scan in draft.Scans)
        {
            new ScanFission(draft, scan).Run();
        }

        return draft.Freeze();
    }

    private sealed class ScanFission
    {
        private readonly GraphDraft _draft;
        private readonly DraftNode _scan;
        private readonly HashSet<DraftNode> _body;
        private readonly Dictionary<DraftNode, DraftNode> _outside = new();

        /// <summary>The nodes that depend on nothing that the scan computes.</summary>
        private readonly HashSet<DraftNode> _known = new();

        public ScanFission(GraphDraft draft, DraftNode scan)
        {
            _draft = draft;
            _scan = scan;
            _body = new HashSet<DraftNode>(scan.Scan!.Body);
            foreach (var node in scan.Scan.Body)
            {
                if (IsFunction(node) && node.Operands.All(o => !_body.Contains(o) || o.Op == StructureOps.Read || _known.Contains(o)))
                {
                    _known.Add(node);
                }
            }
        }

        public void Run()
        {
            HoistProducts();
            SinkWeightGradients();
            SinkProducts();
        }

        /// <summary>A product of what is known before the scan is computed before it, for all steps at once.</summary>
        private void HoistProducts()
        {
            foreach (var node in _scan.Scan!.Body.Where(node => node.Op.Kind == OpKind.Product && _known.Contains(node)))
            {
                var outer = Outside(node);
                if (outer.Space == Space.Sequence)
                {
                    // The same at every step: the body reads it directly.
                    _scan.Scan.Body.ForEach(reader => reader.Operands = reader.Operands.Select(operand => operand == node ? outer : operand).ToList());
                    continue;
                }

                node.Op = StructureOps.Read;
                node.Operands = new List<DraftNode> { outer };
                node.Name += ".t";
            }
        }

        /// <summary>Σ_t Σ_b δ·vᵀ needs no loop: one product over all rows of all steps.</summary>
        private void SinkWeightGradients()
        {
            foreach (var total in _draft.Nodes.Where(n => n.Op == StructureOps.StepTotal && n.Operands[0] == _scan && n.Inner!.Op == TotalOps.OuterTotal).ToList())
            {
                total.Op = TotalOps.OuterTotal;
                total.Operands = total.Inner!.Operands.Select(Outside).ToList();
                total.Space = Space.Parameter;
                total.Inner = null;
            }
        }

        /// <summary>What only stacked results need, and what takes a product, follows the scan.</summary>
        private void SinkProducts()
        {
            var inside = NeededInside();
            var sunk = new HashSet<DraftNode>();
            foreach (var node in _scan.Scan!.Body)
            {
                if (!inside.Contains(node) && (node.Op.Kind == OpKind.Product || node.Operands.Any(sunk.Contains)))
                {
                    sunk.Add(node);
                }
            }

            foreach (var stack in _draft.Nodes.Where(n => n.Op == StructureOps.Stack && n.Operands[0] == _scan && sunk.Contains(n.Inner!)).ToList())
            {
                _draft.Replace(stack, Outside(stack.Inner!, sunk));
            }
        }

        /// <summary>The nodes that a carried value, or a total that stays in the loop, depends on.</summary>
        private HashSet<DraftNode> NeededInside()
        {
            var needed = new HashSet<DraftNode>();
            var work = new Stack<DraftNode>(_scan.Scan!.Carried.Select(carried => carried.Next));
            foreach (var total in _draft.Nodes.Where(n => n.Op == StructureOps.StepTotal && n.Operands[0] == _scan))
            {
                work.Push(total.Inner!);
            }

            while (work.Count > 0)
            {
                var node = work.Pop();
                if (_body.Contains(node) && needed.Add(node))
                {
                    node.Operands.ForEach(work.Push);
                }
            }

            return needed;
        }

        private DraftNode Outside(DraftNode node) => Outside(node, null);

        /// <summary>The outer node that holds <paramref name="node"/> for every step.</summary>
        private DraftNode Outside(DraftNode node, HashSet<DraftNode>? sunk)
        {
            // Operands first, without recursion: a chain of operations may be longer than a thread's stack is deep.
            var open = new Stack<DraftNode>([node]);
            while (true)
            {
                var next = open.Peek();
                var operand = Leaves(next, sunk) && !_outside.ContainsKey(next)
                    ? next.Operands.Find(operand => _body.Contains(operand) && operand.Op != StructureOps.Read && !_outside.ContainsKey(operand))
                    : null;
                if (operand is not null)
                {
                    open.Push(operand);
                    continue;
                }

                var outer = Moved(open.Pop(), sunk);
                if (open.Count == 0)
                {
                    return outer;
                }
            }
        }

        /// <summary>Whether a node is computed outside the scan.</summary>
        private bool Leaves(DraftNode node, HashSet<DraftNode>? sunk) => sunk?.Contains(node) == true || _known.Contains(node);

        /// <summary>The outer node that holds <paramref name="node"/>, once those of its operands stand.</summary>
        private DraftNode Moved(DraftNode node, HashSet<DraftNode>? sunk)
        {
            if (!_body.Contains(node))
            {
                return node;
            }

            if (_outside.TryGetValue(node, out var known))
            {
                return known;
            }

            DraftNode outer;
            if (node.Op == StructureOps.Read)
            {
                return node.Operands[0];
            }

            if (node.Op == StructureOps.Carried)
            {
                outer = new DraftNode(node.Name + ".previous", StructureOps.Previous, Space.Step, node.Shape, _scan) { Inner = node };
            }
            else if (Leaves(node, sunk))
            {
                var operands = node.Operands.Select(operand => Moved(operand, sunk)).ToList();
                var isOfSequence = sunk is null && operands.All(operand => operand.Space != Space.Step) && operands.Any(operand => operand.Space == Space.Sequence);
                outer = node.With(isOfSequence ? Space.Sequence : Space.Step, operands);
                outer.Axis = _scan.Axis;
                if (sunk is null)
                {
                    _draft.Nodes.Insert(_draft.Nodes.IndexOf(_scan), outer);
                    return _outside[node] = outer;
                }
            }
            else
            {
                outer = new DraftNode(node.Name + ".all", StructureOps.Stack, Space.Step, node.Shape, _scan) { Inner = node };
            }

            _draft.Nodes.Add(outer);
            return _outside[node] = outer;
        }

        /// <summary>Whether a node's value depends on its operands' alone.</summary>
        private static bool IsFunction(DraftNode node) =>
            node.Op.Kind is OpKind.Elementwise or OpKind.Product or OpKind.Broadcast or OpKind.Reduction or OpKind.Rearrangement;
    }
}

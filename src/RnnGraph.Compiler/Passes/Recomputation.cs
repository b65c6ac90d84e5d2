using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// Save or recompute: where a scan of the backward pass reads a forward value that is cheap to compute from saved ones (1 − z, r∘h⁻ …), it computes it
/// again instead of reading a tape; copies of features it makes again. Transcendental functions, products, reductions and carried values are saved.
/// </summary>
internal static class Recomputation
{
    public static Graph RecomputeCheapValues(Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        var forward = ForwardPass.Of(draft);
        var scans = draft.Scans.Where(forward.Contains).ToList();

        // What one scan of the forward pass leaves for the others stands in memory anyway.
        var shared = scans.Count == 1 ? new HashSet<DraftNode>() : new HashSet<DraftNode>(
            forward.SelectMany(node => node.Scan is { } scan ? scan.Body.SelectMany(inner => inner.Operands) : node.Operands)
                .Where(node => node.Op == StructureOps.Stack).Select(stack => stack.Inner!));
        var productSums = ProductSums(draft);
        foreach (var adjoint in draft.Scans.Where(scan => !forward.Contains(scan)))
        {
            foreach (var scan in scans.Where(scan => scan.Axis == adjoint.Axis))
            {
                new Rewriter(draft, scan, adjoint, shared, productSums).Run();
            }
        }

        return draft.Freeze();
    }

    /// <summary>What the matrix kernels add up: products, also those that left their scan, and sums of nothing else.</summary>
    private static HashSet<DraftNode> ProductSums(GraphDraft draft)
    {
        var sums = new HashSet<DraftNode>();
        foreach (var node in draft.Nodes.Concat(draft.Scans.SelectMany(scan => scan.Scan!.Body)))
        {
            if (node.Op.Kind == OpKind.Product
                || (node.Op == StructureOps.Read && node.Operands[0].Op.Kind == OpKind.Product)
                || (node.Op == ElementwiseOps.Add && node.Operands.All(sums.Contains)))
            {
                sums.Add(node);
            }
        }

        return sums;
    }

    private sealed class Rewriter
    {
        private readonly GraphDraft _draft;
        private readonly DraftNode _forward;
        private readonly List<DraftNode> _reverse;
        private readonly HashSet<DraftNode> _body;
        private readonly HashSet<DraftNode> _saved;
        private readonly HashSet<DraftNode> _productSums;
        private readonly Dictionary<DraftNode, DraftNode> _reads = new();

        public Rewriter(GraphDraft draft, DraftNode forward, DraftNode reverse, HashSet<DraftNode> shared, HashSet<DraftNode> productSums)
        {
            _productSums = productSums;
            _draft = draft;
            _forward = forward;
            _reverse = reverse.Scan!.Body;
            _body = new HashSet<DraftNode>(forward.Scan!.Body);
            _saved = new HashSet<DraftNode>(SavedAnyway().Concat(shared));
            foreach (var read in _reverse.Where(node => node.Op == StructureOps.Read))
            {
                _reads[Selected(read)] = read;
            }
        }

        public void Run()
        {
            var work = new Queue<DraftNode>(_reads.Values.ToList());
            while (work.Count > 0)
            {
                var read = work.Dequeue();
                var value = Selected(read);
                if (!_body.Contains(value) || !IsRecomputed(value))
                {
                    continue;
                }

                read.Op = value.Op;
                read.Numbers = value.Numbers;
                read.Offset = value.Offset;
                read.Name = value.Name;
                read.Operands = value.Operands.Select(operand => Here(operand, work)).ToList();
            }
        }

        /// <summary>What a read means: the forward body's node where it reads a result of the forward scan, else the outer node.</summary>
        private DraftNode Selected(DraftNode read)
        {
            var outer = read.Operands[0];
            var isOfForward = (outer.Op == StructureOps.Stack || outer.Op == StructureOps.Previous) && outer.Operands[0] == _forward;
            return isOfForward ? outer.Inner! : outer;
        }

        private bool IsRecomputed(DraftNode value) =>
            (value.Op is ElementwiseRow { IsCheap: true } || IsCopy(value)) && !_saved.Contains(value) && !_productSums.Contains(value);

        /// <summary>A copy of features is larger than what it is made of.</summary>
        private static bool IsCopy(DraftNode value) => value.Op == RearrangementOps.RepeatEach || value.Op == RearrangementOps.Tile;

        /// <summary>Carried values have a trajectory, products and weight gradients read theirs from memory, taps and outputs are kept.</summary>
        private IEnumerable<DraftNode> SavedAnyway()
        {
            foreach (var carried in _forward.Scan!.Carried)
            {
                yield return carried.Argument;
                yield return carried.Next;
            }

            foreach (var operand in _forward.Scan.Body.Where(node => node.Op.Kind is OpKind.Product or OpKind.Reduction).SelectMany(node => node.Operands))
            {
                yield return operand;
            }

            foreach (var result in _draft.Results.Where(result => result.Node.Inner is not null))
            {
                yield return result.Node.Inner!;
            }
        }

        /// <summary>The node of the reverse body that has the value of a forward body node at the same step.</summary>
        private DraftNode Here(DraftNode node, Queue<DraftNode> work)
        {
            if (!_body.Contains(node))
            {
                return node;
            }

            var source = node.Op == StructureOps.Read ? node.Operands[0] : node;
            if (_reads.TryGetValue(source, out var known))
            {
                return known;
            }

            var outer = source;
            if (_body.Contains(source))
            {
                var isCarried = source.Op == StructureOps.Carried;
                outer = new DraftNode(
                    source.Name + (isCarried ? ".previous" : ".all"), isCarried ? StructureOps.Previous : StructureOps.Stack, Space.Step, source.Shape, _forward) { Inner = source };
                _draft.Nodes.Add(outer);
            }

            var read = new DraftNode(source.Name + ".t", StructureOps.Read, Space.Sequence, source.Shape, outer);
            _reverse.Add(read);
            work.Enqueue(read);
            return _reads[source] = read;
        }
    }
}

using RnnGraph.Compiler.Lowering;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// What is 0 but at every k-th step is computed at those steps alone. Whoever reads it at other steps as well reads 0 there, by a choice that this pass
/// writes: the place of the value holds anything between.
/// </summary>
internal static class DueMasks
{
    public static Graph FillGaps(Graph graph)
    {
        var due = new DueSteps(graph, new Uses(graph));
        return due.IsEmpty ? graph : new Writer(graph, due).Run();
    }

    private sealed class Writer
    {
        private readonly Graph _graph;
        private readonly DueSteps _due;
        private readonly GraphDraft _draft;
        private readonly Dictionary<GraphNode, DraftNode> _drafts = new();
        private readonly Dictionary<DraftNode, List<DraftNode>> _home = new();
        private readonly Dictionary<(DraftNode, int), DraftNode> _leaves = new();
        private readonly Dictionary<(DraftNode, int), DraftNode> _views = new();
        private readonly Dictionary<List<DraftNode>, DraftNode> _scans = new();

        public Writer(Graph graph, DueSteps due)
        {
            _graph = graph;
            _due = due;
            _draft = GraphDraft.Thaw(graph);
            foreach (var (node, draft) in graph.Nodes.Zip(_draft.Nodes.ToList(), (node, draft) => (node, draft)))
            {
                Know(node, draft, _draft.Nodes);
                if (draft.Scan is not null)
                {
                    _scans[draft.Scan.Body] = draft;
                }

                foreach (var (inner, copy) in (node.Scan?.Body ?? []).Zip(draft.Scan?.Body ?? [], (inner, copy) => (inner, copy)))
                {
                    Know(inner, copy, draft.Scan!.Body);
                }
            }
        }

        public Graph Run()
        {
            foreach (var node in _drafts.Keys.ToList())
            {
                foreach (var (operand, period) in _due.Gaps(node).ToList())
                {
                    var draft = _drafts[node];
                    draft.Operands[operand] = Masked(draft.Operands[operand], _home[draft], period);
                }

                foreach (var (carried, copy) in (node.Scan?.Carried ?? []).Zip(_drafts[node].Scan?.Carried ?? [], (carried, copy) => (carried, copy)))
                {
                    if (_due.Gap(carried.Next) is > 1 and var period)
                    {
                        copy.Next = Masked(copy.Next, _drafts[node].Scan!.Body, period);
                    }
                }
            }

            for (var index = 0; index < _draft.Results.Count; index++)
            {
                var (kind, name, node) = _draft.Results[index];
                if (node.Space == Space.Step && _due.Gap(_graph.Results[index].Node) is > 1 and var period)
                {
                    _draft.Results[index] = (kind, name, Masked(node, _draft.Nodes, period));
                }
            }

            return _draft.Freeze();
        }

        private void Know(GraphNode node, DraftNode draft, List<DraftNode> home)
        {
            _drafts[node] = draft;
            _home[draft] = home;
            if (node.Op == StepOps.Due)
            {
                _leaves[(_scans[home], (int)node.Numbers[0])] = draft;
            }
        }

        /// <summary>The value where it is due, elsewhere 0.</summary>
        private DraftNode Masked(DraftNode value, List<DraftNode> home, int period)
        {
            var zero = new DraftNode(value.Name + ".zero", StructureOps.Constant, Space.Parameter, value.Shape) { Numbers = [0] };
            var mask = new DraftNode(value.Name + ".due", BroadcastOps.Expand, value.Space, value.Shape, Due(value, period, home));
            var masked = new DraftNode(value.Name + ".masked", ElementwiseOps.Select, value.Space, value.Shape, mask, value, zero);
            _draft.Nodes.Insert(0, zero);
            home.AddRange([mask, masked]);
            return masked;
        }

        /// <summary>
        /// Whether a step is due, as the nodes of <paramref name="home"/> read it: a body counts by itself, and outside it is told by a scan that <paramref name="value"/> comes from, so that none
        /// waits for itself.
        /// </summary>
        private DraftNode Due(DraftNode value, int period, List<DraftNode> home)
        {
            if (_scans.TryGetValue(home, out var own))
            {
                return Leaf(own, period);
            }

            var scan = ScanBefore(value);
            if (!_views.TryGetValue((scan, period), out var view))
            {
                var leaf = Leaf(scan, period);
                _views[(scan, period)] = view = new DraftNode(leaf.Name + ".all", StructureOps.Stack, Space.Step, leaf.Shape, scan) { Inner = leaf };
                _draft.Nodes.Add(view);
            }

            return view;
        }

        private DraftNode Leaf(DraftNode scan, int period)
        {
            if (!_leaves.TryGetValue((scan, period), out var leaf))
            {
                _leaves[(scan, period)] = leaf = new DraftNode(FormattableString.Invariant($"due.{period}"), StepOps.Due, Space.Sequence, Shape.Vector(1)) { Numbers = [period] };
                scan.Scan!.Body.Insert(0, leaf);
            }

            return leaf;
        }

        /// <summary>A scan along the axis of an outer value that the value is computed from; what is 0 but at some steps comes from a choice that a body made.</summary>
        private static DraftNode ScanBefore(DraftNode value)
        {
            var seen = new HashSet<DraftNode>();
            var open = new Stack<DraftNode>([value]);
            while (open.Count > 0)
            {
                var node = open.Pop();
                if (node.Scan is not null && node.Axis == value.Axis)
                {
                    return node;
                }

                foreach (var operand in node.Operands.Where(operand => node.Scan is null && seen.Add(operand)))
                {
                    open.Push(operand);
                }
            }

            throw new InvalidOperationException($"No scan says at which steps '{value.Name}' is due.");
        }
    }
}

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
        private readonly Dictionary<int, DraftNode> _leaves = new();
        private readonly Dictionary<(List<DraftNode>, int), DraftNode> _views = new();

        public Writer(Graph graph, DueSteps due)
        {
            _graph = graph;
            _due = due;
            _draft = GraphDraft.Thaw(graph);
            foreach (var (node, draft) in graph.Nodes.Zip(_draft.Nodes.ToList(), (node, draft) => (node, draft)))
            {
                Know(node, draft, _draft.Nodes);
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
                _leaves[(int)node.Numbers[0]] = draft;
            }
        }

        /// <summary>The value where it is due, elsewhere 0.</summary>
        private DraftNode Masked(DraftNode value, List<DraftNode> home, int period)
        {
            var zero = new DraftNode(value.Name + ".zero", StructureOps.Constant, Space.Parameter, value.Shape) { Numbers = [0] };
            var mask = new DraftNode(value.Name + ".due", BroadcastOps.Expand, value.Space, value.Shape, Due(period, home));
            var masked = new DraftNode(value.Name + ".masked", ElementwiseOps.Select, value.Space, value.Shape, mask, value, zero);
            _draft.Nodes.Insert(0, zero);
            home.AddRange([mask, masked]);
            return masked;
        }

        /// <summary>Whether a step is due, as the nodes of <paramref name="home"/> read it.</summary>
        private DraftNode Due(int period, List<DraftNode> home)
        {
            var scan = _draft.Nodes.First(node => node.Scan is { Direction: Direction.Forward });
            if (!_leaves.TryGetValue(period, out var leaf))
            {
                _leaves[period] = leaf = new DraftNode(FormattableString.Invariant($"due.{period}"), StepOps.Due, Space.Sequence, Shape.Vector(1)) { Numbers = [period] };
                scan.Scan!.Body.Insert(0, leaf);
                _home[leaf] = scan.Scan.Body;
            }

            if (_home[leaf] == home)
            {
                return leaf;
            }

            if (!_views.TryGetValue((home, period), out var view))
            {
                scan = _draft.Nodes.First(node => node.Scan?.Body == _home[leaf]);
                view = new DraftNode(leaf.Name + ".all", StructureOps.Stack, Space.Step, leaf.Shape, scan) { Inner = leaf };
                _draft.Nodes.Add(view);
                if (home != _draft.Nodes)
                {
                    view = new DraftNode(leaf.Name + ".t", StructureOps.Read, Space.Sequence, leaf.Shape, view);
                    home.Insert(0, view);
                }

                _views[(home, period)] = view;
            }

            return view;
        }
    }
}

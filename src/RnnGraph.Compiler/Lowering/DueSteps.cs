using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// At which steps work has to be done, as a period: every k-th step, counted from the first; 1 is every step. A value is needed only when one of its users
/// runs, and the branch of a choice by <c>due</c> only when that is due. Where a value is known to be 0 (the gradient of such a branch), a sum or a product
/// with it need not run either. Values of each sequence, and of parameters, stand outside the steps: they are computed once.
/// </summary>
internal sealed class DueSteps
{
    private readonly Uses _uses;
    private readonly Dictionary<GraphNode, int> _zero = new();
    private readonly Dictionary<GraphNode, int> _needed = new();
    private readonly Dictionary<GraphNode, int> _computed = new();
    private readonly HashSet<GraphNode> _sums = new();
    private readonly HashSet<GraphNode> _inBodies;
    private readonly List<GraphNode> _order;

    public DueSteps(Graph graph, Uses uses)
    {
        _uses = uses;
        _order = graph.Nodes.SelectMany(node => node.Scan is { } scan ? scan.Body.Append(node) : new[] { node }).Where(node => !Roots.IsAlias(node)).ToList();
        _inBodies = new HashSet<GraphNode>(graph.Nodes.SelectMany(node => node.Scan?.Body ?? []));
        IsEmpty = !_order.Any(node => node.Op == StepOps.Due);
        if (IsEmpty)
        {
            return;
        }

        foreach (var node in _order)
        {
            // 0 stands for a value that is never anything else; no rule makes use of it but those of sums and choices.
            _zero[node] = HasSteps(node) ? Math.Max(1, ZeroOf(node)) : 1;
            if (IsProductSum(node))
            {
                _sums.Add(node);
            }
        }

        foreach (var node in _order.AsEnumerable().Reverse())
        {
            Decide(node);
        }
    }

    /// <summary>Whether everything happens at every step.</summary>
    public bool IsEmpty { get; }

    /// <summary>The period of the steps at which a value must be computed, an adding up be added to.</summary>
    public int Computed(GraphNode node) => _computed.TryGetValue(Roots.Of(node), out var period) ? period : 1;

    /// <summary>The period of the steps at which somebody reads a value.</summary>
    public int Needed(GraphNode node) => _needed.TryGetValue(Roots.Of(node), out var period) ? period : 1;

    /// <summary>The operands that a node reads at steps at which they are 0 and so are not computed, each with its period.</summary>
    public IEnumerable<(int Operand, int Period)> Gaps(GraphNode node)
    {
        for (var operand = 0; operand < node.Operands.Count; operand++)
        {
            var root = Roots.Of(node.Operands[operand]);
            if (IsSkipped(root) && !PassesZero(node) && Period(node, operand) % _zero[root] != 0)
            {
                yield return (operand, _zero[root]);
            }
        }
    }

    /// <summary>The period at which a value that is carried on or given to the caller is 0 between and not computed; 1 if it is always there.</summary>
    public int Gap(GraphNode node) => IsSkipped(Roots.Of(node)) ? _zero[Roots.Of(node)] : 1;

    /// <summary>The greatest common period: the steps of either.</summary>
    public static int Either(int left, int right) => right == 0 ? left : Either(right, left % right);

    private static int Both(int left, int right) => left == 0 || right == 0 ? 0 : left / Either(left, right) * right;

    private static int DueOf(GraphNode mask)
    {
        var root = Roots.Of(mask);
        var leaf = root.Op == BroadcastOps.Expand ? Roots.Of(root.Operands[0]) : root;
        return leaf.Op == StepOps.Due ? (int)leaf.Numbers[0] : 1;
    }

    private int ZeroOf(GraphNode node)
    {
        int Of(int operand)
        {
            var root = Roots.Of(node.Operands[operand]);
            return root.Op == StructureOps.Constant ? root.Numbers[0] == 0 ? 0 : 1 : _zero.TryGetValue(root, out var period) ? period : 1;
        }

        return node.Op.Kind switch
        {
            OpKind.Elementwise when node.Op == ElementwiseOps.Multiply => Both(Of(0), Of(1)),
            OpKind.Elementwise when node.Op == ElementwiseOps.Add || node.Op == ElementwiseOps.Subtract => Either(Of(0), Of(1)),
            OpKind.Elementwise when node.Op == ElementwiseOps.Negate || node.Op == ElementwiseOps.Divide => Of(0),
            OpKind.Elementwise when node.Op == ElementwiseOps.StopGradient || node.Op == ElementwiseOps.ClipGradient => Of(0),
            OpKind.Elementwise when node.Op == ElementwiseOps.Select => Either(Both(DueOf(node.Operands[0]), Of(1)), Of(2)),
            OpKind.Product => Of(1),
            OpKind.Reduction or OpKind.Broadcast or OpKind.Rearrangement or OpKind.Total => Enumerable.Range(0, node.Operands.Count).Select(Of).Aggregate(node.Op == TotalOps.OuterTotal ? Both : Either),
            _ => 1,
        };
    }

    private bool IsProductSum(GraphNode node) =>
        node.Op.Kind == OpKind.Product
        || (node.Op == ElementwiseOps.Add && node.Operands.Select(Roots.Of).All(operand => _sums.Contains(operand) && _uses.Count(operand) == 1));

    /// <summary>Whether a node is computed at steps, or sums up over them.</summary>
    private bool HasSteps(GraphNode node) => node.Op.Kind == OpKind.Total || (node.Space != Space.Parameter && (node.Space == Space.Step || _inBodies.Contains(node)));

    /// <summary>Whether the value is left out at steps at which it is 0. Products add up in a place that is there at every step.</summary>
    private bool IsSkipped(GraphNode root) =>
        root.Op.Kind is OpKind.Elementwise or OpKind.Reduction or OpKind.Rearrangement && !_sums.Contains(root) && !IsChoice(root)
        && _zero.TryGetValue(root, out var period) && period > 1;

    /// <summary>A choice between a value and 0 costs nothing, and is right at every step.</summary>
    private static bool IsChoice(GraphNode root) => root.Op == ElementwiseOps.Select && DueOf(root.Operands[0]) > 1;

    /// <summary>Whether a node has nothing to do where an operand is 0.</summary>
    private static bool PassesZero(GraphNode node) => node.Op.Kind is OpKind.Product or OpKind.Total;

    /// <summary>The steps at which a node reads an operand.</summary>
    private int Period(GraphNode node, int operand)
    {
        var isChosen = node.Op == ElementwiseOps.Select && operand == 1;
        return isChosen ? Both(Computed(node), DueOf(node.Operands[0])) : Computed(node);
    }

    private void Decide(GraphNode node)
    {
        if (node.Op.Kind is OpKind.Leaf or OpKind.Structure)
        {
            return;
        }

        var zero = _zero[node];
        if (node.Op.Kind == OpKind.Total)
        {
            (_needed[node], _computed[node]) = (1, zero);
            return;
        }

        var needed = _uses.Count(node) > _uses.Of(node).Count || !HasSteps(node) ? 1 : 0;
        foreach (var user in _uses.Of(node).Distinct())
        {
            for (var operand = 0; operand < user.Operands.Count; operand++)
            {
                if (Roots.Of(user.Operands[operand]) == node)
                {
                    var period = Period(user, operand);
                    needed = Either(needed, IsSkipped(node) ? Both(period, zero) : period);
                }
            }
        }

        needed = Math.Max(1, needed);
        _needed[node] = needed;
        _computed[node] = node.Op.Kind == OpKind.Product ? Both(needed, zero) : needed;
    }
}

using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// Reassociates sums that contain products so that the products stand together: (W·x + b) + U·h⁻ becomes (W·x + U·h⁻) + b.
/// What stands together is one accumulator, which the matrix kernels add up without a pass over memory in between.
/// </summary>
internal static class ProductSums
{
    public static Graphs.Graph GatherProducts(Graphs.Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        var uses = draft.CountUses();
        Gather(draft.Nodes, uses);
        foreach (var scan in draft.Scans)
        {
            Gather(scan.Scan!.Body, uses);
        }

        return draft.Freeze();
    }

    private static void Gather(List<DraftNode> nodes, Dictionary<DraftNode, int> uses)
    {
        var members = new HashSet<DraftNode>(nodes);
        var inner = new HashSet<DraftNode>();
        bool Opens(DraftNode node) => node.Op == ElementwiseOps.Add && members.Contains(node) && uses[node] == 1;

        // From the end, so that the outermost sum of a tree is met first.
        foreach (var root in nodes.AsEnumerable().Reverse().Where(node => node.Op == ElementwiseOps.Add).ToList())
        {
            if (inner.Contains(root))
            {
                continue;
            }

            var leaves = new List<DraftNode>();
            void Flatten(DraftNode node)
            {
                if (Opens(node))
                {
                    inner.Add(node);
                    node.Operands.ForEach(Flatten);
                }
                else
                {
                    leaves.Add(node);
                }
            }

            root.Operands.ForEach(Flatten);
            var products = leaves.Where(leaf => leaf.Op.Kind == OpKind.Product && uses[leaf] == 1).ToList();
            var rest = leaves.Except(products).ToList();
            if (products.Count == 0 || rest.Count == 0)
            {
                continue;
            }

            root.Operands = new List<DraftNode> { Sum(root, products, ".sum", nodes), Sum(root, rest, ".rest", nodes) };
        }
    }

    private static DraftNode Sum(DraftNode root, List<DraftNode> leaves, string suffix, List<DraftNode> nodes)
    {
        // i.4 is a number within i: its sum of products is the gate's own, i.sum.
        var last = root.Name.LastIndexOf('.');
        var stem = last > 0 && root.Name.Skip(last + 1).All(char.IsDigit) ? root.Name.Substring(0, last) : root.Name;
        var sum = leaves[0];
        foreach (var leaf in leaves.Skip(1))
        {
            var space = sum.Space > leaf.Space ? sum.Space : leaf.Space;
            sum = new DraftNode(stem + suffix, ElementwiseOps.Add, space, root.Shape, sum, leaf);
            nodes.Add(sum);
        }

        return sum;
    }
}

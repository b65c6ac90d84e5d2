using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>
/// Reassociates sums that contain products so that the products stand together: (W·x + b) + U·h⁻ becomes (W·x + U·h⁻) + b.
/// What stands together is one accumulator, which the matrix kernels add up without a pass over memory in between.
/// </summary>
internal static class ProductSums
{
    public static Graph GatherProducts(Graph graph)
    {
        var draft = GraphDraft.Thaw(graph);
        var uses = draft.CountUses();
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        Gather(draft.Nodes, isBody: false, uses, renamed);
        foreach (var scan in draft.Scans)
        {
            Gather(scan.Scan!.Body, isBody: true, uses, renamed);
        }

        Rename(draft, renamed);

        return draft.Freeze();
    }

    private static void Gather(List<DraftNode> nodes, bool isBody, Dictionary<DraftNode, int> uses, Dictionary<string, string> renamed)
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

            // A product that is the same at every step is made once a row: it can't add up with those of every step.
            bool IsOncePerRow(DraftNode leaf) => leaf.Space != root.Space
                || (isBody && (!members.Contains(leaf) || (leaf.Operands[1].Space == Space.Sequence && !members.Contains(leaf.Operands[1]))));

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
            var products = leaves.Where(leaf => leaf.Op.Kind == OpKind.Product && uses[leaf] == 1 && !IsOncePerRow(leaf)).ToList();
            // Not Except: a value that is added twice stands there twice.
            var rest = leaves.Where(leaf => !products.Contains(leaf)).ToList();
            if (products.Count == 0 || rest.Count == 0)
            {
                continue;
            }

            root.Operands = new List<DraftNode> { Sum(root, products, ".sum", nodes), Sum(root, rest, ".rest", nodes) };
            if (Stem(root.Name) != root.Name && !root.Name.StartsWith("d.", StringComparison.Ordinal) && !renamed.ContainsValue(Stem(root.Name) + ".pre"))
            {
                renamed[root.Name] = Stem(root.Name) + ".pre";
            }
        }
    }

    /// <summary>
    /// What a gate's function takes is called i.pre, and its gradient d.i.pre, whatever its number within i is: a term more renames nothing.
    /// </summary>
    private static void Rename(GraphDraft draft, Dictionary<string, string> renamed)
    {
        foreach (var node in draft.Nodes.Concat(draft.Scans.SelectMany(scan => scan.Scan!.Body)))
        {
            var prefix = node.Name.StartsWith("d.", StringComparison.Ordinal) ? "d." : "";
            var part = node.Name.IndexOf('~');
            var end = part < 0 ? node.Name.Length : part;
            if (renamed.TryGetValue(node.Name.Substring(prefix.Length, end - prefix.Length), out var name))
            {
                node.Name = prefix + name + node.Name.Substring(end);
            }
        }
    }

    /// <summary>The gate of a number within it: i of i.4.</summary>
    private static string Stem(string name)
    {
        var last = name.LastIndexOf('.');
        return last > 0 && name.Skip(last + 1).All(char.IsDigit) ? name.Substring(0, last) : name;
    }

    private static DraftNode Sum(DraftNode root, List<DraftNode> leaves, string suffix, List<DraftNode> nodes)
    {
        var stem = Stem(root.Name);
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

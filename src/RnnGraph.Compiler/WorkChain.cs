using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler;

/// <summary>
/// What must happen one after another from a step to the next: a path through the loop's body from a carried value to its own next one. Every path bounds the time of a run
/// from below, however many sequences run side by side; this is the one with the most functions on it.
/// </summary>
public sealed class WorkChain
{
    /// <summary>A function takes at least as long as so many additions; it decides which path is taken, and no more.</summary>
    private const int AdditionsOfFunction = 16;

    private WorkChain(IReadOnlyList<KeyValuePair<string, int>> functions, int operations)
    {
        Functions = functions;
        Operations = operations;
    }

    /// <summary>The functions on the path by their names in the graph's text, and how often each stands there.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Functions { get; }

    /// <summary>What else on the path takes at least as long as an addition: elementwise operations, sums, and products, the last of whose additions wait for their inputs.</summary>
    public int Operations { get; }

    internal static WorkChain None { get; } = new([], 0);

    internal static WorkChain Of(Scan scan)
    {
        IReadOnlyList<GraphNode> longest = [];
        foreach (var carried in scan.Carried)
        {
            var path = Longest(scan, carried);
            if (path.Sum(Weight) > longest.Sum(Weight))
            {
                longest = path;
            }
        }

        var functions = longest.Where(IsFunction).GroupBy(node => node.Op.Name).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new KeyValuePair<string, int>(group.Key, group.Count()));
        return new WorkChain(functions.ToArray(), longest.Count(node => Weight(node) == 1));
    }

    /// <summary>Whether a node is an elementwise operation that isn't a matter of an instruction or two.</summary>
    internal static bool IsFunction(GraphNode node) => node.Op is ElementwiseRow { IsCheap: false };

    /// <summary>
    /// Whether a node is an elementwise operation of an instruction or two. The identity, whose derivative alone differs, is none; nor is what is added to a product, which may
    /// start from it.
    /// </summary>
    internal static bool IsOperation(GraphNode node) =>
        node.Op is ElementwiseRow { IsCheap: true } && node.Op != ElementwiseOps.StopGradient && node.Op != ElementwiseOps.ClipGradient && !IsProductSum(node);

    /// <summary>A sum of products, or one more term of it, such as the bias.</summary>
    private static bool IsProductSum(GraphNode node) => AddsTo(node, term => IsProduct(term) || AddsTo(term, IsProduct));

    private static bool AddsTo(GraphNode node, Func<GraphNode, bool> isTerm) => node.Op == ElementwiseOps.Add && node.Operands.Select(Roots.Of).Any(isTerm);

    private static bool IsProduct(GraphNode node) => node.Op.Kind == OpKind.Product;

    private static int Weight(GraphNode node) =>
        IsFunction(node) ? AdditionsOfFunction
        : IsOperation(node) || node.Op.Kind is OpKind.Product or OpKind.Reduction || SpreadSums.Of(node.Op) != Spread.None ? 1 : 0;

    private static IReadOnlyList<GraphNode> Longest(Scan scan, Carried carried)
    {
        var best = new Dictionary<GraphNode, (int Length, GraphNode? Before)> { [carried.Argument] = (0, null) };
        foreach (var node in scan.Body.Where(node => !best.ContainsKey(node)))
        {
            foreach (var operand in node.Operands.Where(best.ContainsKey))
            {
                var length = best[operand].Length + Weight(node);
                if (!best.TryGetValue(node, out var known) || length > known.Length)
                {
                    best[node] = (length, operand);
                }
            }
        }

        var path = new List<GraphNode>();
        for (var node = best.ContainsKey(carried.Next) ? carried.Next : null; node is not null; node = best[node].Before)
        {
            path.Add(node);
        }

        return path;
    }
}

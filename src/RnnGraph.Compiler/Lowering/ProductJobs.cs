using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>The products of a block, those of one pack together: forwards, backwards, and for the gradients of matrices.</summary>
internal static class ProductJobs
{
    public static void Collect(Block block, LoweringContext context, List<Job> jobs)
    {
        Forward(block, context, Products(ProductOps.Dense), jobs);
        Backward(block, context, Products(ProductOps.DenseTransposed), jobs);
        WeightGradients(block, context, jobs);

        List<GraphNode> Products(OpRow op) => block.Nodes.Where(node => node.Op == op && context.TargetOf.ContainsKey(node)).ToList();
    }

    private static void Forward(Block block, LoweringContext context, List<GraphNode> products, List<Job> jobs)
    {
        foreach (var group in products.Where(product => !context.Embeddings.IsFolded(product))
            .GroupBy(product => (context.Packing[product.Operands[0]], Roots.Of(product.Operands[1]), Together(context, product.Operands[0], product))))
        {
            var (pack, read, _) = group.Key;
            var (source, embedding) = Unfolded(context, read);
            var ordered = pack.Matrices.Select(matrix => group.First(product => product.Operands[0] == matrix)).ToList();
            var targets = ordered.Select(product => context.TargetOf[product]).ToList();
            JoinAll(targets.Select(target => target.Target).ToList());
            targets.ForEach(target => target.Target.Order = Math.Min(target.Target.Order, context.NextOrder()));
            jobs.Add(new Job(new[] { source }, targets, ordered, job =>
            {
                var accumulate = targets.Select(target => target.IsGrounded || target.IsStarted).ToList();
                targets.ForEach(target => target.IsStarted = true);
                return new ProductStep(block.Extent, pack, context.Values[source], targets.Select(target => target.Target).ToList(), accumulate) { Embedding = embedding };
            }) { Every = context.Due.Computed(ordered[0]) });
        }
    }

    private static void Backward(Block block, LoweringContext context, List<GraphNode> products, List<Job> jobs)
    {
        foreach (var group in products.Where(product => !context.Embeddings.IsAdjoint(context.TargetOf[product]))
            .GroupBy(product => (context.Packing[product.Operands[0]], context.TargetOf[product], Together(context, product.Operands[0], product))))
        {
            var (pack, target, _) = group.Key;
            var ordered = pack.Matrices.Select(matrix => group.First(product => product.Operands[0] == matrix)).ToList();
            var sources = ordered.Select(product => Roots.Of(product.Operands[1])).ToList();
            JoinAll(sources.Select(source => context.Values[source]).ToList());
            jobs.Add(new Job(sources, ordered.Select(_ => target).ToList(), ordered, job =>
            {
                var accumulate = target.IsGrounded || target.IsStarted;
                target.IsStarted = true;
                return new BackProductStep(block.Extent, pack, sources.Select(source => context.Values[source]).ToList(), target.Target, accumulate);
            }) { Every = context.Due.Computed(ordered[0]) });
        }
    }

    private static void WeightGradients(Block block, LoweringContext context, List<Job> jobs)
    {
        var gradients = context.Graph.Results.Where(result => result.Kind == ResultKind.Gradient && result.Node.Shape.IsMatrix)
            .SelectMany(result => Embeddings.Leaves(result.Node).Select(leaf => (leaf, result.Name)))
            .Where(pair => block.Contains(pair.leaf) && !context.Embeddings.IsGradient(pair.leaf)).ToList();
        foreach (var group in gradients.GroupBy(pair => (context.Packing[Matrix(context.Graph, pair.Name)], Roots.Of(pair.leaf.Operands[1]), Together(context, Matrix(context.Graph, pair.Name), pair.leaf))))
        {
            var (pack, read, _) = group.Key;
            var (left, embedding) = Unfolded(context, read);
            var deltas = pack.Matrices.Select(matrix => Roots.Of(group.First(pair => pair.Name == matrix.Name).leaf.Operands[0])).ToList();
            JoinAll(deltas.Select(delta => context.Values[delta]).ToList());
            jobs.Add(new Job(
                deltas.Append(left).ToList(), Array.Empty<Accumulator>(), Array.Empty<GraphNode>(),
                _ => new WeightGradientStep(pack, context.Values[left], deltas.Select(delta => context.Values[delta]).ToList()) { Embedding = embedding }) { Every = context.Due.Computed(group.First().leaf) });
        }
    }

    /// <summary>What a product reads: of a folded embedding the token, through the embedding's matrix.</summary>
    private static (GraphNode Source, Pack? Embedding) Unfolded(LoweringContext context, GraphNode read) =>
        context.Embeddings.IsFolded(read) ? (Roots.Of(read.Operands[1]), context.Packing[read.Operands[0]]) : (read, null);

    private static GraphNode Matrix(Graph graph, string name) => graph.Nodes.First(node => node.Op == StructureOps.Parameter && node.Name == name);

    /// <summary>Tells the uses of a matrix that stands alone apart: each is a product of its own.</summary>
    private static object Together(LoweringContext context, GraphNode matrix, GraphNode use) => context.Packing[matrix].Matrices.Count == 1 ? use : context.Packing[matrix];

    private static void JoinAll(IReadOnlyList<Value> values)
    {
        foreach (var value in values.Skip(1))
        {
            values[0].Join(value);
        }
    }
}

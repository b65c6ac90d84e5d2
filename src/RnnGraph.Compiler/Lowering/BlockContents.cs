using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>What a block has to do: its elementwise items, and its products, reductions and rearrangements.</summary>
internal static class BlockContents
{
    public static void Collect(Block block, LoweringContext context, List<Item> items, List<Job> jobs)
    {
        var products = new HashSet<GraphNode>(context.Accumulators.Values.SelectMany(a => a.Products));
        var owners = context.Accumulators.Values.Where(a => a.Owner is not null).ToDictionary(a => a.Owner!);
        var sums = SumsOf(context);
        foreach (var node in block.Nodes)
        {
            if (owners.TryGetValue(node, out var grounded))
            {
                items.Add(Item.Ground(grounded, context.Hold(grounded.Target)));
            }
            else if (node.Op.Kind == OpKind.Elementwise && !sums.Contains(node) && !node.Shape.IsMatrix)
            {
                items.Add(Item.Compute(node));
            }
            else if (node.Op == TotalOps.Total)
            {
                items.Add(Item.Add(node.Operands[0], Total(node, context)));
            }
            else if (node.Op == StartOps.StartTotal)
            {
                jobs.Add(StartTotal(node, context));
            }
            else if (node.Op.Kind == OpKind.Reduction)
            {
                jobs.Add(Reduction(block, node, context));
            }
            else if (node.Op.Kind == OpKind.Rearrangement)
            {
                jobs.Add(Rearrangement(block, node, context));
            }
        }

        foreach (var accumulator in context.Accumulators.Values.Where(a => a.Owner is null && a.IsGrounded && block == context.Blocks.First(b => a.Products.Any(b.Contains))))
        {
            items.Add(Item.Ground(accumulator, context.Hold(accumulator.Target)));
        }

        Deliver(block, context, items);
        Forward(block, context, block.Nodes.Where(node => node.Op == ProductOps.Dense && products.Contains(node)).ToList(), jobs);
        Backward(block, context, block.Nodes.Where(node => node.Op == ProductOps.DenseTransposed && products.Contains(node)).ToList(), jobs);
        WeightGradients(block, context, jobs);
        Draws(block, context, jobs);
        items.ForEach(item => item.Every =
            item.Computes is { } node ? context.Due.Computed(node)
            : item.Grounds is { } accumulator ? accumulator.Needed
            : item.Total is { } total ? context.Due.Computed(total.Node) : 1);
    }

    private static HashSet<GraphNode> SumsOf(LoweringContext context)
    {
        var sums = new HashSet<GraphNode>();
        void Open(GraphNode node)
        {
            if (sums.Add(node) && node.Op == ElementwiseOps.Add)
            {
                foreach (var operand in node.Operands)
                {
                    Open(Roots.Of(operand));
                }
            }
        }

        foreach (var accumulator in context.Accumulators.Keys)
        {
            Open(accumulator);
        }

        return sums;
    }

    private static Value Total(GraphNode node, LoweringContext context)
    {
        var value = context.Values[node];
        value.Place ??= new Place(new Slot(node.Name, node.Shape.Rows, 1, SlotLayout.Panels, ValueTable.TimeAxis, Window.Total, Window.None));
        return value;
    }

    private static Job Reduction(Block block, GraphNode node, LoweringContext context)
    {
        var source = Roots.Of(node.Operands[0]);
        return new Job(
            new[] { source }, Array.Empty<Accumulator>(), Array.Empty<GraphNode>(),
            _ => new ReduceStep(block.Extent, node, context.Values[source], context.Values[node])) { Computes = node, Every = context.Due.Computed(node) };
    }

    private static Job Rearrangement(Block block, GraphNode node, LoweringContext context)
    {
        var sources = node.Operands.Select(Roots.Of).ToList();
        return new Job(
            sources, Array.Empty<Accumulator>(), Array.Empty<GraphNode>(),
            _ => new RearrangeStep(block.Extent, node, sources.Select(source => context.Values[source]).ToList(), context.Values[node])) { Computes = node, Every = context.Due.Computed(node) };
    }

    /// <summary>What a random leaf draws is drawn again wherever it is read: that costs less than keeping it.</summary>
    private static void Draws(Block block, LoweringContext context, List<Job> jobs)
    {
        var read = new HashSet<GraphNode>(block.Nodes.Where(node => !Roots.IsAlias(node)).SelectMany(node => node.Operands).Select(operand => Item.Loaded(Roots.Of(operand))));
        read.UnionWith(block.Nodes.Where(node => context.IsResult(node) || context.Values.Next(node).Count > 0 || context.Values.TapsOf(node).Count > 0));
        foreach (var leaf in read.Where(node => node.Op is RandomRow))
        {
            jobs.Add(new Job([], [], [], _ => new DrawStep(block.Extent, leaf, context.Values[leaf])) { Computes = leaf });
        }
    }

    private static Job StartTotal(GraphNode node, LoweringContext context)
    {
        var total = Total(node, context);
        var carried = context.Values.Carried.First(pair => pair.Key.Argument == node.Operands[1].Inner);
        return new Job([], [], [], _ => new StartTotalStep(node.Operands[0].Name, new Place(carried.Value), total)) { Computes = node };
    }

    /// <summary>Carried values and taps of what no elementwise item of the block computes: they are copied where they are wanted.</summary>
    private static void Deliver(Block block, LoweringContext context, List<Item> items)
    {
        var computed = new HashSet<GraphNode>(items.Where(item => item.Computes is not null).Select(item => item.Computes!));
        if (block.Scan is not null)
        {
            foreach (var carried in block.Scan.Scan!.Carried)
            {
                var root = Roots.Of(carried.Next);
                var value = context.Values.NextOf[carried];
                if (!computed.Contains(root) && !items.Any(item => item.Store == value))
                {
                    items.Add(Item.Deliver(root, value, context.Hold(value)));
                }
            }
        }

        foreach (var result in context.Graph.Results.Where(result => result.Kind == ResultKind.Tap && result.Node.Space == Space.Step))
        {
            var root = Roots.Of(result.Node);
            var home = context.Accumulators.TryGetValue(root, out var accumulator)
                ? context.Blocks.Last(b => accumulator.Products.Any(b.Contains))
                : context.BlockOf(root) ?? context.Blocks.First(b => b.Scan is not null && b.Axis == result.Node.Axis);
            if (home == block && !computed.Contains(root))
            {
                items.Add(Item.Deliver(root, context.Values.Taps[result.Name], null));
            }
        }
    }

    private static void Forward(Block block, LoweringContext context, List<GraphNode> products, List<Job> jobs)
    {
        foreach (var group in products.GroupBy(product => (context.Packing[product.Operands[0]], Roots.Of(product.Operands[1]), Together(context, product.Operands[0], product))))
        {
            var (pack, source, _) = group.Key;
            var ordered = pack.Matrices.Select(matrix => group.First(product => product.Operands[0] == matrix)).ToList();
            var targets = ordered.Select(product => context.TargetOf[product]).ToList();
            JoinAll(targets.Select(target => target.Target).ToList());
            targets.ForEach(target => target.Target.Order = Math.Min(target.Target.Order, context.NextOrder()));
            jobs.Add(new Job(new[] { source }, targets, ordered, job =>
            {
                var accumulate = targets.Select(target => target.IsGrounded || target.IsStarted).ToList();
                targets.ForEach(target => target.IsStarted = true);
                return new ProductStep(block.Extent, pack, context.Values[source], targets.Select(target => target.Target).ToList(), accumulate);
            }) { Every = context.Due.Computed(ordered[0]) });
        }
    }

    private static void Backward(Block block, LoweringContext context, List<GraphNode> products, List<Job> jobs)
    {
        foreach (var group in products.GroupBy(product => (context.Packing[product.Operands[0]], context.TargetOf[product], Together(context, product.Operands[0], product))))
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
            .SelectMany(result => Leaves(result.Node).Select(leaf => (leaf, result.Name)))
            .Where(pair => block.Contains(pair.leaf)).ToList();
        foreach (var group in gradients.GroupBy(pair => (context.Packing[Matrix(context.Graph, pair.Name)], Roots.Of(pair.leaf.Operands[1]), Together(context, Matrix(context.Graph, pair.Name), pair.leaf))))
        {
            var (pack, left, _) = group.Key;
            var deltas = pack.Matrices.Select(matrix => Roots.Of(group.First(pair => pair.Name == matrix.Name).leaf.Operands[0])).ToList();
            JoinAll(deltas.Select(delta => context.Values[delta]).ToList());
            jobs.Add(new Job(
                deltas.Append(left).ToList(), Array.Empty<Accumulator>(), Array.Empty<GraphNode>(),
                _ => new WeightGradientStep(pack, context.Values[left], deltas.Select(delta => context.Values[delta]).ToList())) { Every = context.Due.Computed(group.First().leaf) });
        }
    }

    /// <summary>The outer products whose sum is the gradient of a matrix.</summary>
    private static IEnumerable<GraphNode> Leaves(GraphNode node)
    {
        var root = Roots.Of(node);
        return root.Op == ElementwiseOps.Add ? root.Operands.SelectMany(Leaves) : new[] { root };
    }

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

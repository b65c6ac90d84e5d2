using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>What a block has to do: its elementwise items, and as jobs its reductions, rearrangements and draws, and <see cref="ProductJobs"/>.</summary>
internal static class BlockContents
{
    public static void Collect(Block block, LoweringContext context, List<Item> items, List<Job> jobs)
    {
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
            else if (SpreadSums.IsSummedInBody(node, block, context) && !sums.Contains(Roots.Of(node.Operands[0])))
            {
                items.Add(Item.Sum(node));
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
        ProductJobs.Collect(block, context, jobs);
        Draws(block, context, jobs);
        items.ForEach(item => item.Every =
            item.Gives is { } node ? context.Due.Computed(node)
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
}

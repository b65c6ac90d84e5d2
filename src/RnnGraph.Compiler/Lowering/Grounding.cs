using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Decides for every accumulator where it adds up. Usually in a place of its own, which an elementwise body then reads. Where only memory takes the
/// sum (the carried ∂L/∂h), the body stores the other part first, and the products are added on top of it.
/// </summary>
internal static class Grounding
{
    public static void Decide(LoweringContext context)
    {
        foreach (var accumulator in context.Accumulators.Values)
        {
            var blocks = accumulator.Products.Select(context.BlockOf).Distinct().ToList();
            var last = context.Blocks.Last(blocks.Contains);
            accumulator.Target = FindTarget(accumulator, blocks.Count == 1, last, context) ?? context.Values[accumulator.Node];
            accumulator.Needed = context.Due.Needed(accumulator.Owner ?? accumulator.Node);

            // Products that run at some steps only add to what stands there at every step.
            var first = context.Blocks.First(blocks.Contains);
            if (!accumulator.Products.Any(product => first.Contains(product) && context.Due.Computed(product) == accumulator.Needed))
            {
                accumulator.IsGrounded = true;
            }
        }
    }

    private static Value? FindTarget(Accumulator accumulator, bool isOneBlock, Block block, LoweringContext context)
    {
        var node = accumulator.Node;
        if (!isOneBlock)
        {
            return null;
        }

        var consumers = context.Uses.Of(node);
        if (consumers.Count == 0)
        {
            // Nothing but the next step takes it: products add to zero, or to the value held beyond a sequence's length.
            var next = SoleNext(node, block, context);
            accumulator.IsGrounded = next is not null;
            return next;
        }

        var owner = consumers[0];
        if (consumers.Count > 1 || context.Uses.Count(node) > 1 || owner.Op != ElementwiseOps.Add || !block.Contains(owner)
            || context.Uses.Of(owner).Any(block.Contains) || context.Values.TapsOf(owner).Count > 0)
        {
            return null;
        }

        var isCarried = context.Values.Next(owner).Count > 0;
        var target = isCarried ? SoleNext(owner, block, context) : context.Values[owner];
        if (target is null)
        {
            return null;
        }

        accumulator.Owner = owner;
        accumulator.Ground = owner.Operands.First(operand => Roots.Of(operand) != node);
        accumulator.IsGrounded = true;
        return target;
    }

    /// <summary>
    /// The value carried by the scan of <paramref name="block"/> that takes <paramref name="node"/>, where nothing else does, or where what else does reads
    /// the same place. A product that left the scan adds up for all steps, while the scan keeps but a few of what it carries.
    /// </summary>
    private static Value? SoleNext(GraphNode node, Block block, LoweringContext context)
    {
        var next = context.Values.Next(node);
        if (next.Count != 1 || block.Scan?.Scan!.Carried.Any(carried => context.Values.NextOf[carried] == next[0]) != true || context.Values.TapsOf(node).Count > 0)
        {
            return null;
        }

        var isOnlyUse = context.Uses.Count(node) == 1;
        return isOnlyUse || context.Values[node] == next[0] ? next[0] : null;
    }
}

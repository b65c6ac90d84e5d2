using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Whether the steps of a run can be cut in segments that are gone through one after another, on the way back from the last to the first, of which memory holds one. What each row
/// has once is then done with one of them: on the way there with the first, or with the last if it waits for a scan; on the way back with the last, or with the first if it waits
/// for a scan or adds to weights. Hence all scans must go upwards, and no step may read what waits for one.
/// </summary>
internal static class Segments
{
    /// <summary>Says of each block that runs once for each row to which end of the sequences it belongs.</summary>
    public static void Place(IReadOnlyList<Block> blocks)
    {
        foreach (var stages in blocks.GroupBy(block => block.IsBackward))
        {
            var waiting = Waiting(stages.ToList());
            foreach (var block in stages.Where(IsOncePerRow))
            {
                block.IsAtEnd = waiting.Contains(block) != block.IsBackward;
            }
        }
    }

    /// <summary>What prevents that, as the end of a sentence; null when nothing does.</summary>
    public static string? Obstacle(LoweringContext context)
    {
        if (context.Graph.Axes.Count() > 1)
        {
            return "it has the time axes " + string.Join(", ", context.Graph.Axes.Select(axis => "'" + axis + "'"));
        }

        if (context.Blocks.FirstOrDefault(block => !block.IsBackward && block.Scan?.Scan!.Direction == Direction.Reverse) is { } reverse)
        {
            return $"the scan '{reverse.Scan!.Name}' runs in reverse";
        }

        // A sum over the steps of gradients that no scan carries back: its start would be the last to be known.
        if (context.Blocks.FirstOrDefault(block => block.IsBackward && block.Scan?.Scan!.Direction == Direction.Forward) is { } upwards)
        {
            return $"its gradient takes the sum '{upwards.Scan!.Name}' from the first step upwards";
        }

        foreach (var stages in context.Blocks.GroupBy(block => block.IsBackward))
        {
            var pass = stages.ToList();
            var waiting = new HashSet<GraphNode>(Waiting(pass).SelectMany(block => block.Nodes));
            var read = pass.Where(block => block.Axis is not null).SelectMany(Reads).FirstOrDefault(node => waiting.Contains(node) || IsEnd(node, pass));
            if (read is not null)
            {
                return $"steps read '{read.Name}', which waits for the end of a scan";
            }
        }

        return null;
    }

    /// <summary>The blocks once for each row that read how a scan of their pass ends, or what does so; and sums over rows, which can wait.</summary>
    private static HashSet<Block> Waiting(IReadOnlyList<Block> pass)
    {
        var (blocks, nodes) = (new HashSet<Block>(), new HashSet<GraphNode>());
        foreach (var block in pass.Where(IsOncePerRow))
        {
            if (Reads(block).Any(node => nodes.Contains(node) || IsEnd(node, pass)) || block.Nodes.Any(node => node.Op == TotalOps.OuterTotal))
            {
                blocks.Add(block);
                nodes.UnionWith(block.Nodes);
            }
        }

        return blocks;
    }

    private static bool IsOncePerRow(Block block) => block.Axis is null && block.Extent == Extent.Steps;

    private static bool IsEnd(GraphNode node, IReadOnlyList<Block> pass) => node.Op == StructureOps.Final && pass.Any(block => block.Scan == node.Operands[0]);

    /// <summary>What a block reads of others, by their roots.</summary>
    private static IEnumerable<GraphNode> Reads(Block block) =>
        (block.Scan?.Scan!.Carried.Select(carried => carried.Initial) ?? []).Concat(block.Nodes.SelectMany(node => node.Operands)).Select(Roots.Of).Where(node => !block.Contains(node));
}

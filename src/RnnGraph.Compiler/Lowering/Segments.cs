using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Whether the steps of a run can be cut in segments that are gone through one after another, of which memory holds one: all scans go upwards, and nothing that each row has once
/// waits for the end of one. The backward run then goes through the segments from the last to the first, and what each row has once belongs to the first in both.
/// </summary>
internal static class Segments
{
    /// <summary>What prevents that, as the end of a sentence; null when nothing does.</summary>
    public static string? Obstacle(LoweringContext context, IEnumerable<ScheduleStep> forward)
    {
        if (context.Graph.Axes.Count() > 1)
        {
            return "it has the time axes " + string.Join(", ", context.Graph.Axes.Select(axis => "'" + axis + "'"));
        }

        if (context.Blocks.FirstOrDefault(block => !block.IsBackward && block.Scan?.Scan!.Direction == Direction.Reverse) is { } reverse)
        {
            return $"the scan '{reverse.Scan!.Name}' runs in reverse";
        }

        var end = forward.OfType<CopyStep>().FirstOrDefault(copy => copy.Source?.Carried is not null);
        return end is null ? null : $"'{end.Target.Value.Node.Name}' is taken from the end of a scan";
    }
}

using RnnGraph.Compiler.Schedules;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>How carried values start where not the caller gives them, and where their final values go where not the caller alone takes them.</summary>
internal static class RowCopies
{
    /// <summary>Before a scan.</summary>
    public static IEnumerable<ScheduleStep> Starts(Block block, LoweringContext context)
    {
        var scan = block.Scan!.Scan!;
        foreach (var carried in scan.Carried)
        {
            var initial = Roots.Of(carried.Initial);
            if ((initial.Op == StructureOps.Given || initial.Op == StartOps.Start) && context.Values.PlaceOf(initial) is null)
            {
                continue;
            }

            var target = new RowEnd(context.Values[carried.Argument], context.Values.Carried[carried], scan.Direction == Direction.Reverse);
            var time = context.NextTime();
            if (initial.Op == StructureOps.Constant)
            {
                yield return new CopyStep(null, initial.Numbers[0], target) { Time = time };
                continue;
            }

            context.Values[initial].Touch(time, block);
            yield return new CopyStep(new RowEnd(context.Values[initial]), 0, target) { Time = time };
        }
    }

    /// <summary>After a scan.</summary>
    public static IEnumerable<ScheduleStep> Ends(Block block, LoweringContext context)
    {
        var scan = block.Scan!.Scan!;
        foreach (var final in context.Graph.Nodes.Where(node => node.Op == StructureOps.Final && node.Operands[0] == block.Scan && IsTaken(node, context)))
        {
            var carried = scan.Carried.First(c => c.Argument == final.Inner);
            var time = context.NextTime();
            context.Values[final].Touch(time, block);
            var source = new RowEnd(context.Values[carried.Argument], context.Values.Carried[carried], scan.Direction == Direction.Forward);
            yield return new CopyStep(source, 0, new RowEnd(context.Values[final])) { Time = time };
        }
    }

    /// <summary>Whether more than the caller takes a final value; he takes states, and their gradients, from where they are carried.</summary>
    private static bool IsTaken(GraphNode final, LoweringContext context)
    {
        var graph = context.Graph;
        return context.Uses.Of(final).Count > 0
            || context.Blocks.Any(block => block.Scan?.Scan!.Carried.Any(carried => Roots.Of(carried.Initial) == final) == true)
            || graph.Results.Any(result => result.Node == final && result.Kind != ResultKind.FinalState
                && !(result.Kind == ResultKind.Gradient && graph.Results.Any(state => state.Kind == ResultKind.FinalState && state.Name == result.Name)));
    }
}

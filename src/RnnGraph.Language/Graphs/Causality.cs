using RnnGraph.Ops;

namespace RnnGraph.Graphs;

/// <summary>Whether a graph can run step by step: its outputs at a step must follow from the inputs up to that step.</summary>
internal static class Causality
{
    /// <summary>
    /// The first node, among those that outputs depend on, that needs more than the steps so far: a scan in reverse, or what a scan ends with; else the first
    /// that belongs to a second time axis, be it for a loss alone, as a step is one of all that the graph has; else an output that is one value for the whole sequence.
    /// </summary>
    public static GraphNode? FirstObstacle(Graph graph)
    {
        var outputs = graph.Results.Where(result => result.Kind == ResultKind.Output).Select(result => result.Node).ToArray();
        var axis = outputs.Select(output => output.Axis).FirstOrDefault(of => of is not null) ?? graph.Axes.FirstOrDefault();
        var needed = Dependence.Of(outputs);
        return graph.Nodes.FirstOrDefault(node => needed.Contains(node) && IsObstacle(node))
            ?? graph.Nodes.FirstOrDefault(node => node.Axis is not null && node.Axis != axis)
            ?? outputs.FirstOrDefault(output => output.Space != Space.Step);
    }

    private static bool IsObstacle(GraphNode node) => node.Op == StructureOps.Final || node.Scan is { Direction: Direction.Reverse };
}

using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Onnx.Export;

/// <summary>How the ops are written that say where in its sequence a step is: from the step's index, one 64 bit integer, to one feature that all of the batch share.</summary>
internal static class StepForms
{
    /// <summary>Writes such a node into a body.</summary>
    public static Value Write(GraphWriter graph, IValues values, GraphNode node, string index)
    {
        var site = new OpSite(graph.Draft, values, node);
        var feature = site.Part("Unsqueeze", [index, graph.Draft.Integers(0)]);
        if (node.Op == StepOps.Due)
            feature = site.Part("Equal", [site.Part("Mod", [feature, graph.Draft.Integer((long)node.Numbers[0])]), graph.Draft.Integer(0)]);
        return new(site.Last("Cast", [feature], ("to", (long)graph.Draft.Type)), Rows.One);
    }
}

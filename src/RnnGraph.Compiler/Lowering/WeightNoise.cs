using RnnGraph.Compiler.Passes;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Lowering;

/// <summary>
/// Noise on parameters is not a step of the schedule: a run that draws it computes with parameters of its own. So the noise comes off the graph, and stands in a table.
/// </summary>
internal static class WeightNoise
{
    /// <summary>The graph without noise, and the noise by the parameter that it lies on.</summary>
    /// <exception cref="NotSupportedException">Noise lies on something else than a parameter, or on one that is read without it too.</exception>
    public static (Graph Graph, IReadOnlyDictionary<string, GraphNode> Noises) Separate(Graph graph)
    {
        var noises = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        foreach (var noise in graph.Nodes.Where(node => node.Op.Kind == OpKind.Noise))
        {
            var parameter = noise.Operands[0];
            var isAlone = graph.Nodes.Concat(graph.Nodes.SelectMany(node => node.Scan?.Body ?? [])).Count(node => node.Operands.Contains(parameter)) == 1;
            if (parameter.Op != StructureOps.Parameter || !isAlone)
            {
                throw new NotSupportedException(
                    $"'{noise.Name}' of '{graph.Name}' puts noise on '{parameter.Name}', which {(isAlone ? "is computed" : "is also read without it")}; put noise on a parameter, and read it with its noise everywhere.");
            }

            noises.Add(parameter.Name, noise);
        }

        if (noises.Count == 0)
        {
            return (graph, noises);
        }

        var draft = GraphDraft.Thaw(graph);
        foreach (var noise in draft.Nodes.Where(node => node.Op.Kind == OpKind.Noise).ToList())
        {
            draft.Replace(noise, noise.Operands[0]);
        }

        return (draft.Freeze(), noises);
    }
}

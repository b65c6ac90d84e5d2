using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler.Passes;

/// <summary>Refuses what the language says and the compiler does not emit, before anything is lost on the way.</summary>
internal static class SupportedOps
{
    private static readonly OpRow[] Emitted =
        [StructureOps.Input, StructureOps.Vector, StructureOps.Tokens, StructureOps.Token, StructureOps.Given, StructureOps.Parameter, StructureOps.Constant, StartOps.Start, BroadcastOps.ReciprocalSize];

    /// <summary>Returns when every op of the graph can be emitted.</summary>
    /// <exception cref="NotSupportedException">One can't; the message names it and the value.</exception>
    public static void Require(Graph graph)
    {
        foreach (var node in graph.Nodes.Concat(graph.Nodes.SelectMany(node => node.Scan?.Body ?? [])))
        {
            if (node.Op.Kind == OpKind.Leaf && node.Op is not StepRow && node.Op is not RandomRow && !Emitted.Contains(node.Op))
            {
                throw new NotSupportedException($"'{node.Name}' of '{graph.Name}' is a '{node.Op.Name}', which the compiler does not emit.");
            }
        }
    }
}

using RnnGraph.Generators.Models;
using RnnGraph.Graphs;

namespace RnnGraph.Generators.Reading;

/// <summary>What evaluating one definition gave: its graph and canonical text, or findings.</summary>
internal sealed class DefinitionGraph
{
    public DefinitionGraph(Graph? graph, string text, IReadOnlyList<Finding> findings)
    {
        Graph = graph;
        Text = text;
        Findings = findings;
    }

    /// <summary>The graph, or null if the definition has errors.</summary>
    public Graph? Graph { get; }

    public string Text { get; }

    public IReadOnlyList<Finding> Findings { get; }
}

using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Models;
using RnnGraph.Graphs;

namespace RnnGraph.Generators.Reading;

/// <summary>What evaluating one definition gave: its graph and canonical text, or findings.</summary>
internal sealed class DefinitionGraph
{
    public DefinitionGraph(Graph? graph, string text, IReadOnlyList<Finding> findings, IReadOnlyCollection<SyntaxTree> read)
    {
        Graph = graph;
        Text = text;
        Findings = findings;
        Read = read;
    }

    /// <summary>The graph, or null if the definition has errors.</summary>
    public Graph? Graph { get; }

    public string Text { get; }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The files that the evaluation looked into: those of the definition, of what it calls and of initialisers.</summary>
    public IReadOnlyCollection<SyntaxTree> Read { get; }
}

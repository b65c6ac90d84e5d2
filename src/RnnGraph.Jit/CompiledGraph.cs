using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Jit.Compiling;

namespace RnnGraph.Jit;

/// <summary>What a cell and a network that were compiled at run time have in common.</summary>
public abstract class CompiledGraph
{
    private protected CompiledGraph(GraphSource source)
    {
        Graph = source.Graph;
        GraphText = source.Text;
        Sources = source.Files;
        SizeNames = source.OpenSizes;
    }

    private protected delegate TMade Factory<TMade>(ReadOnlySpan<int> sizes);

    /// <summary>The graph it was compiled from.</summary>
    public Graph Graph { get; }

    /// <summary>The graph's canonical text, by which it is cached.</summary>
    public string GraphText { get; }

    /// <summary>The names of the sizes that <c>Create</c> takes, in order; empty if all are bound.</summary>
    public IReadOnlyList<string> SizeNames { get; }

    /// <summary>The C# that was compiled: what the source generator would write for the same graph.</summary>
    public IReadOnlyList<EmittedFile> Sources { get; }

    /// <summary>The emitted factory, which every generated class has.</summary>
    private protected static Factory<TMade> FactoryOf<TMade>(Type type) => type.GetMethod("Create")!.CreateDelegate<Factory<TMade>>();
}

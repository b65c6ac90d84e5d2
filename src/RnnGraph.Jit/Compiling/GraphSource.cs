using Microsoft.CodeAnalysis.CSharp;
using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Jit.Compiling;

/// <summary>One cell or network to compile: the graph, the sizes bound and the precision. Their texts are the key of the cache.</summary>
internal sealed class GraphSource
{
    private readonly IReadOnlyList<KeyValuePair<string, int>> _bindings;
    private IReadOnlyList<EmittedFile>? _files;

    public GraphSource(Graph graph, IReadOnlyDictionary<string, int>? sizes, bool isDouble, bool isNetwork = false)
    {
        ArgumentNullException.ThrowIfNull(graph);
        RequireForward(graph, isNetwork);
        GraphVerifier.Verify(graph);
        Graph = graph;
        Text = GraphText.Print(graph);
        IsDouble = isDouble;
        IsNetwork = isNetwork;
        _bindings = sizes is null ? [] : Bindings(graph, sizes);
        Key = $"{(isNetwork ? "network" : "cell")} {(isDouble ? "double" : "float")} {string.Join(' ', _bindings.Select(binding => $"{binding.Key}={binding.Value}"))}\n{Text}";
    }

    public Graph Graph { get; }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    public bool IsDouble { get; }

    public bool IsNetwork { get; }

    /// <summary>What tells one compiled cell from another.</summary>
    public string Key { get; }

    /// <summary>The sizes that a constructor still takes.</summary>
    public IReadOnlyList<string> OpenSizes => _bindings.Count > 0 ? [] : Graph.Sizes;

    /// <summary>The name of the class, and of the cell in messages: the graph's own, whose dots and keywords C# would not take.</summary>
    public string ClassName
    {
        get
        {
            var name = Graph.Name.Replace('.', '_');
            return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : name + "_";
        }
    }

    /// <summary>The C#, once <see cref="Emit"/> has run.</summary>
    public IReadOnlyList<EmittedFile> Files => _files ?? throw new InvalidOperationException("Nothing has been emitted.");

    /// <summary>Writes the C#; what shares an assembly has a namespace each.</summary>
    public void Emit(string namespaceName)
    {
        var target = new CellTarget(ClassName, namespaceName, isDouble: IsDouble, bindings: _bindings);
        _files = IsNetwork ? NetworkCompiler.Emit(Text, target) : CellCompiler.Emit(Text, target);
    }

    private static void RequireForward(Graph graph, bool isNetwork)
    {
        if (graph.Results.FirstOrDefault(result => result.Kind == ResultKind.Gradient) is { } gradient)
            throw new ArgumentException($"'{graph.Name}' is differentiated (it has the gradient of '{gradient.Name}'); give the graph of the definition, its backward run is compiled with it.", nameof(graph));
        var scans = graph.Nodes.Count(node => node.Op == StructureOps.Scan);
        if (scans != 1 && !isNetwork)
            throw new ArgumentException($"'{graph.Name}' has {scans} scans, a cell one; compile it with CompileNetwork.", nameof(graph));
    }

    private static List<KeyValuePair<string, int>> Bindings(Graph graph, IReadOnlyDictionary<string, int> sizes)
    {
        // What is wrong with one of them is said as everywhere else.
        graph.Bind(sizes);
        var missing = graph.Sizes.Where(name => !sizes.ContainsKey(name)).ToList();
        return missing.Count == 0
            ? [.. graph.Sizes.Select(name => new KeyValuePair<string, int>(name, sizes[name]))]
            : throw new ArgumentException($"'{graph.Name}' takes all of its sizes or none: {string.Join(", ", graph.Sizes)}; no value was given for {string.Join(", ", missing)}.", nameof(sizes));
    }
}

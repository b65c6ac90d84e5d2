using RnnGraph.Compiler;
using RnnGraph.Graphs;
using RnnGraph.Ops;
using RnnGraph.Text;

namespace RnnGraph.Tool.Sources;

/// <summary>A definition that a command works on: its graph, and what is known of the class that it came from.</summary>
internal sealed class Definition
{
    /// <summary>Makes a definition.</summary>
    /// <param name="text">The canonical text.</param>
    /// <param name="target">The class that is emitted for it; null for one of the graph's name.</param>
    /// <param name="type">The compiled class, when it is loaded.</param>
    public Definition(string text, CellTarget? target = null, Type? type = null)
    {
        Text = text;
        Graph = Parsed(text);
        Target = target ?? new CellTarget(Graph.Name.Replace('.', '_'));
        Type = type;
    }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>The graph, its sizes open.</summary>
    public Graph Graph { get; }

    /// <summary>The class that is emitted for it.</summary>
    public CellTarget Target { get; }

    /// <summary>The compiled class; null when only its graph is known.</summary>
    public Type? Type { get; }

    /// <summary>Name for people and files: with its namespace, as in the reviewer's files.</summary>
    public string FullName => Type?.FullName ?? (Target.Namespace.Length > 0 ? Target.Namespace + "." : "") + Target.ClassName;

    /// <summary>Whether it is a network: several scans, or something outside of its scan.</summary>
    public bool IsNetwork => Type is null
        ? Graph.Nodes.Count(node => node.Scan is not null) != 1 || Graph.Results.Any(result => result.Kind == ResultKind.Loss) || Graph.Nodes.Any(node => node.Op == StructureOps.Tokens || node.Op == StructureOps.Token || node.Op == StructureOps.Vector)
        : !IsCell(Type);

    /// <summary>The files that the source generator makes of it.</summary>
    public IReadOnlyList<EmittedFile> Emit() => IsNetwork ? NetworkCompiler.Emit(Text, Target) : CellCompiler.Emit(Text, Target);

    private static bool IsCell(Type? type) => type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(RecurrentCell<>)) || IsCell(type.BaseType));

    private static Graph Parsed(string text)
    {
        try
        {
            return GraphText.Parse(text);
        }
        catch (FormatException fault)
        {
            throw new ToolException($"SOURCE: expected the canonical text of a graph: {fault.Message}");
        }
    }
}

using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Graphs;
using RnnGraph.Text;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Calls definitions of other assemblies. Their source can't be read here, so the graph that the class carries is called instead; the builder makes the same of both.</summary>
internal static class DefinitionCalls
{
    /// <summary>Whether a method is the definition of a class in another assembly.</summary>
    public static bool Handles(Evaluator evaluator, IMethodSymbol method) =>
        method is { Name: "Define", IsStatic: true, ReturnsVoid: true }
        && method.Parameters.FirstOrDefault() is { } builder && DefinitionKind.All.Any(k => k.IsBuilder(builder.Type))
        && !evaluator.Source.IsHere(method) && !TypeMap.IsLanguage(method);

    public static object? Call(Evaluator evaluator, Call call)
    {
        if (Poison.In(call.Arguments))
        {
            return LibraryCalls.Skip(evaluator, call);
        }

        var owner = call.Method.ContainingType;
        if (call.Arguments[0] is not CellBuilder cell)
        {
            return evaluator.Refuse(SubsetRules.DefinitionElsewhere, call.At, Quote.Of(call.At), $"that of a whole network, such as '{owner.Name}', can't be a part of another");
        }

        if (ForeignDefinition.Of(call.Method) is not { } definition)
        {
            var missing = $"'{owner.Name}' carries no graph, so it must be a [RecurrentCell] there, built with this generator, with every structure parameter bound";
            return evaluator.Refuse(SubsetRules.DefinitionElsewhere, call.At, Quote.Of(call.At), missing);
        }

        if (definition.OtherStructure(call.Arguments) is { } difference)
        {
            return evaluator.Refuse(SubsetRules.DefinitionElsewhere, call.At, Quote.Of(call.At), $"the graph that '{owner.Name}' carries was made with {difference}");
        }

        Graph graph;
        try
        {
            graph = evaluator.Source.Once("graph of " + TypeMap.MetadataName(owner) + "\n" + definition.Text, () => GraphText.Parse(definition.Text));
        }
        catch (FormatException exception)
        {
            return evaluator.Refuse(DeclarationRules.UnreadableGraph, call.At, owner.Name, exception.Message);
        }

        return LibraryCalls.Guard(evaluator, call.At, () => Replay(evaluator, call, cell, graph, definition.Sizes(call.Arguments)));
    }

    // What the definition declares was made here, for errors that show later.
    private static object? Replay(Evaluator evaluator, Call call, CellBuilder cell, Graph graph, IReadOnlyList<Size> sizes)
    {
        foreach (var declared in cell.Replay(graph, sizes))
        {
            evaluator.Provenance.Note(declared, call.At);
        }

        return null;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;

namespace RnnGraph.Generators.Reading;

/// <summary>Checks that a class can be completed: that a second part of it may be declared, with a base class.</summary>
internal static class ClassCheck
{
    /// <summary>Whether anything can be emitted for the class at all.</summary>
    public static bool CanBeCompleted(DefinitionKind kind, INamedTypeSymbol type, Location at, FindingLog log)
    {
        if (type.Name.Length == 0 || type.ContainingType is { Name: "" })
        {
            // Half-written: there is nothing yet that could be completed.
            return false;
        }

        var before = log.All.Count;
        if (!IsPartial(type))
        {
            log.Add(DeclarationRules.NotPartial, at, type.Name);
        }

        if (Obstacle(kind, type) is var (what, instead))
        {
            log.Add(DeclarationRules.UnsupportedClass, at, type.Name, what, instead, kind.Noun);
        }

        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            CheckContainer(kind, type, container, at, log);
        }

        if (type.BaseType is { SpecialType: not SpecialType.System_Object } parent && !type.IsRecord && !IsOurs(kind, parent))
        {
            if (parent.TypeKind == TypeKind.Error)
            {
                // The C# compiler says that it doesn't know the class; a base class of ours would only add a second error.
                return false;
            }

            log.Add(DeclarationRules.OwnBaseClass, at, type.Name, parent.Name, kind.Noun, kind.BaseClasses[0]);
        }

        return log.All.Count == before;
    }

    private static bool IsOurs(DefinitionKind kind, INamedTypeSymbol parent) =>
        kind.BaseClasses.Contains(parent.Name) && parent.ContainingNamespace is { Name: "RnnGraph", ContainingNamespace.IsGlobalNamespace: true };

    private static void CheckContainer(DefinitionKind kind, INamedTypeSymbol type, INamedTypeSymbol container, Location at, FindingLog log)
    {
        if (!IsPartial(container))
        {
            log.Add(DeclarationRules.ContainerNotPartial, at, type.Name, container.Name, Keyword(container));
        }

        if (!container.TypeParameters.IsEmpty || container.IsFileLocal)
        {
            var form = container.IsFileLocal ? "file-local" : "generic";
            log.Add(DeclarationRules.UnsupportedClass, at, type.Name, $"nested in the {form} '{container.Name}'", $"move it out of '{container.Name}'", kind.Noun);
        }
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(r => r.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .All(d => d.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static (string What, string Instead)? Obstacle(DefinitionKind kind, INamedTypeSymbol type) => type switch
    {
        { TypeParameters.IsEmpty: false } => ("generic", "remove its type parameters; the precision is chosen in the attribute"),
        { IsFileLocal: true } => ("file-local", "make it internal, because its other half stands in another file"),
        { IsRecord: true } => ("a record", "write 'class' instead of 'record'"),
        { IsStatic: true } => ("static", $"remove 'static', because a {kind.Noun} has parameters and so is an object"),
        { IsAbstract: true } => ("abstract", "remove 'abstract', because the generated factory makes objects of it"),
        _ => null,
    };

    /// <summary>The keywords that declare a type.</summary>
    public static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };
}

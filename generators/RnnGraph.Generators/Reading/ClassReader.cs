using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Models;

namespace RnnGraph.Generators.Reading;

/// <summary>Reads one attributed class: the only stage that sees symbols and syntax. What it gives is text and numbers.</summary>
internal static class ClassReader
{
    /// <summary>What a declaration gives; null when it isn't that of a cell or a network, or not the one that carries the attribute.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="source">The compilation; notes the files that are read.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ClassReading? Read(TypeDeclarationSyntax declaration, SourceOperations source, CancellationToken cancellation)
    {
        if (source.Model(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol type || Attribute(type, declaration) is not { } attribute)
        {
            return null;
        }

        var site = declaration.Identifier.GetLocation();
        var log = new FindingLog();
        ClassModel? model;
        try
        {
            model = Read(ClassAttributes.KindOf(attribute)!, type, site, source, attribute, log, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A generator that throws leaves a warning and a flood of errors about what it didn't generate: say which cell it was, and go on with the others.
            log.Add(CompilerRules.Fault, site, type.Name, Describe(exception));
            model = null;
        }

        return new ClassReading(model, SourceSpan.From(site), new EquatableList<Finding>(log.All));
    }

    public static string Describe(Exception exception) => $"{exception.GetType().Name}: {exception.Message.Split('\n')[0].TrimEnd()}";

    /// <summary>
    /// The class's first attribute, if it stands on this declaration. A second one is an error, which the first one's reading reports; read twice, the class would have its
    /// files emitted twice.
    /// </summary>
    private static AttributeData? Attribute(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        ClassAttributes.On(type).FirstOrDefault() is { ApplicationSyntaxReference: { } place } first
        && place.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(place.Span) ? first : null;

    private static ClassModel? Read(
        DefinitionKind kind, INamedTypeSymbol type, Location site, SourceOperations source, AttributeData data, FindingLog log, CancellationToken cancellation)
    {
        var attribute = new ClassAttribute(kind, data, cancellation);
        if (!ClassCheck.CanBeCompleted(kind, type, site, log))
        {
            return null;
        }

        var attributes = ClassAttributes.On(type).Select(a => a.AttributeClass!.OriginalDefinition).Distinct(SymbolEqualityComparer.Default).ToList();
        if (attributes.Count > 1)
        {
            log.Add(DeclarationRules.SeveralAttributes, site, type.Name, string.Join(" and ", attributes.Select(Written)));
        }

        var definition = attribute.IsBinding ? attribute.Definition : type;
        if (definition is null || definition.TypeKind == TypeKind.Error)
        {
            // The C# compiler says that it doesn't know the class.
            return ClassModel.Faulty(attribute.Kind.Noun, TargetOf.HintName(type), TargetOf.Class(type, attribute.IsDouble, []), []);
        }

        return source.IsHere(definition)
            ? FromSource(type, site, definition, attribute, source, log, cancellation)
            : FromMetadata(type, site, definition, attribute, log);
    }

    /// <summary>An attribute as it is written.</summary>
    private static string Written(ISymbol? attribute) =>
        $"[{attribute!.Name.Substring(0, attribute.Name.Length - nameof(Attribute).Length)}{(attribute is INamedTypeSymbol { IsGenericType: true } ? "<TDefinition>" : "")}]";

    private static ClassModel FromSource(
        INamedTypeSymbol type, Location site, INamedTypeSymbol owner, ClassAttribute attribute, SourceOperations source, FindingLog log, CancellationToken cancellation)
    {
        var place = attribute.IsBinding ? attribute.Place : site;
        if (Definition.Find(attribute.Kind, owner, place, attribute.IsBinding, log) is not { } definition)
        {
            return Faulty(type, attribute, Definition.SizeNames(owner).ToList(), bindings: null);
        }

        var names = definition.Sizes.Select(s => s.Name).ToList();
        var bindings = SizeBindings.Fit(names, definition.ClassName, attribute, log);
        ConstructorCheck.Run(type, bindings is { Count: > 0 } ? [] : names, log);
        if (StructureValues.Fit(definition, attribute, new TypeMap(source.Compilation), log) is not { } structure)
        {
            return Faulty(type, attribute, names, bindings);
        }

        var graph = DefinitionRun.Of(source, definition, structure, cancellation);
        source.Note(graph.Read);
        foreach (var finding in graph.Findings)
        {
            log.Add(finding);
        }

        return graph.Graph is not null && bindings is not null && log.IsEmpty && SizeBindings.Hold(graph.Graph, bindings, attribute.Place, log)
            ? ClassModel.Sound(attribute.Kind.Noun, TargetOf.HintName(type), TargetOf.Class(type, attribute.IsDouble, bindings), graph.Text, names)
            : Faulty(type, attribute, names, bindings);
    }

    private static ClassModel FromMetadata(INamedTypeSymbol type, Location site, INamedTypeSymbol owner, ClassAttribute attribute, FindingLog log)
    {
        if (ClassAttributes.AreOfAnotherKind(attribute.Kind, owner))
        {
            log.Add(DeclarationRules.NotADefinition, attribute.Place, owner.Name, attribute.Kind.Builder);
            return Faulty(type, attribute, Definition.SizeNames(owner).ToList(), bindings: null);
        }

        if (ClassAttributes.GraphOf(owner) is not { } text)
        {
            log.Add(DeclarationRules.NoGraph, attribute.Place, owner.Name, attribute.Kind.Attribute);
            return Faulty(type, attribute, Definition.SizeNames(owner).ToList(), bindings: null);
        }

        Graphs.Graph graph;
        try
        {
            graph = RnnGraph.Text.GraphText.Parse(text);
        }
        catch (FormatException exception)
        {
            log.Add(DeclarationRules.UnreadableGraph, attribute.Place, owner.Name, exception.Message);
            return Faulty(type, attribute, [], bindings: null);
        }

        if (attribute.Structure.Count > 0)
        {
            log.Add(DeclarationRules.StructureMismatch, attribute.StructurePlace, $"The structure of '{owner.Name}' is bound in its own assembly", owner.Name, "none");
        }

        var bindings = SizeBindings.Fit(graph.Sizes, owner.Name, attribute, log);
        ConstructorCheck.Run(type, bindings is { Count: > 0 } ? [] : graph.Sizes, log);
        return bindings is not null && log.IsEmpty && SizeBindings.Hold(graph, bindings, attribute.Place, log)
            ? ClassModel.Sound(attribute.Kind.Noun, TargetOf.HintName(type), TargetOf.Class(type, attribute.IsDouble, bindings), RnnGraph.Text.GraphText.Print(graph), graph.Sizes)
            : Faulty(type, attribute, graph.Sizes, bindings);
    }

    private static ClassModel Faulty(
        INamedTypeSymbol type, ClassAttribute attribute, IReadOnlyList<string> sizeNames, IReadOnlyList<KeyValuePair<string, int>>? bindings)
    {
        // A half-written parameter list may have parameters without a name, or two of one name.
        sizeNames = sizeNames.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();

        // Sizes that don't fit still say that the constructor takes none.
        var isBound = bindings is null ? attribute.Sizes.Count > 0 : bindings.Count > 0;
        bindings = isBound ? sizeNames.Select(n => new KeyValuePair<string, int>(n, 1)).ToList() : [];
        return ClassModel.Faulty(attribute.Kind.Noun, TargetOf.HintName(type), TargetOf.Class(type, attribute.IsDouble, bindings), sizeNames);
    }
}

using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators;

/// <summary>The attributes that make a class a cell or a network.</summary>
internal static class ClassAttributes
{
    /// <summary>Carries a compiled definition's canonical text, for other assemblies to bind.</summary>
    private const string Graph = "RnnGraph.CellGraphAttribute";

    /// <summary>The attributes of a type, of either kind.</summary>
    public static IEnumerable<AttributeData> On(ITypeSymbol type) => type.GetAttributes().Where(a => KindOf(a) is not null);

    public static bool AreOn(ITypeSymbol? type) => type is not null && On(type).Any();

    /// <summary>The canonical text that a type from another assembly carries, or null.</summary>
    public static string? GraphOf(ITypeSymbol type) => type.GetAttributes()
        .FirstOrDefault(a => a.AttributeClass is { } attribute && TypeMap.MetadataName(attribute) == Graph)?
        .ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>Whether a type is declared one of another kind, and not of this one.</summary>
    public static bool AreOfAnotherKind(DefinitionKind kind, ITypeSymbol type) => AreOn(type) && !On(type).Any(a => IsOf(kind, a));

    /// <summary>What an attribute makes of a class, or null when it is another attribute.</summary>
    public static DefinitionKind? KindOf(AttributeData attribute) => DefinitionKind.All.FirstOrDefault(k => IsOf(k, attribute));

    private static bool IsOf(DefinitionKind kind, AttributeData attribute) =>
        attribute.AttributeClass is { } type && TypeMap.MetadataName(type) is var name && (name == kind.Plain || name == kind.Binding);
}

using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators;

/// <summary>The attributes that make a class a cell.</summary>
internal static class CellAttributes
{
    public const string Plain = "RnnGraph.RecurrentCellAttribute";

    public const string Binding = "RnnGraph.RecurrentCellAttribute`1";

    /// <summary>Carries a compiled definition's canonical text, for other assemblies to bind.</summary>
    public const string Graph = "RnnGraph.CellGraphAttribute";

    /// <summary>The cell attributes of a type.</summary>
    public static IEnumerable<AttributeData> On(ITypeSymbol type) =>
        type.GetAttributes().Where(a => a.AttributeClass is { } attribute && TypeMap.MetadataName(attribute) is Plain or Binding);

    public static bool AreOn(ITypeSymbol? type) => type is not null && On(type).Any();

    /// <summary>The canonical text that a type from another assembly carries, or null.</summary>
    public static string? GraphOf(ITypeSymbol type) => type.GetAttributes()
        .FirstOrDefault(a => a.AttributeClass is { } attribute && TypeMap.MetadataName(attribute) == Graph)?
        .ConstructorArguments.FirstOrDefault().Value as string;
}

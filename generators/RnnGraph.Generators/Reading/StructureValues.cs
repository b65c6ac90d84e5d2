using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Reading;

/// <summary>Fits the attribute's structure values, or defaults, to the structure parameters of a definition.</summary>
internal static class StructureValues
{
    /// <summary>The values by parameter, or null, with a finding that says what doesn't fit.</summary>
    public static IReadOnlyList<object?>? Fit(Definition definition, ClassAttribute attribute, TypeMap types, FindingLog log)
    {
        if (attribute.Structure.Count > definition.Structure.Count)
        {
            var what = $"The attribute gives {attribute.Structure.Count.ToString(CultureInfo.InvariantCulture)} structure values";
            log.Add(DeclarationRules.StructureMismatch, attribute.StructurePlace, what, definition.ClassName, List(definition));
            return null;
        }

        var values = new List<object?>();
        for (var i = 0; i < definition.Structure.Count; i++)
        {
            var parameter = definition.Structure[i];
            if (i < attribute.Structure.Count)
            {
                var given = attribute.Structure[i];
                if (given.Kind == TypedConstantKind.Error || !SymbolEqualityComparer.Default.Equals(given.Type, parameter.Type))
                {
                    var what = $"'{parameter.Name}' is given {Microsoft.CodeAnalysis.CSharp.TypedConstantExtensions.ToCSharpString(given)}, which is no {parameter.Type.ToDisplayString()}";
                    log.Add(DeclarationRules.StructureMismatch, attribute.StructurePlace, what, definition.ClassName, List(definition));
                    return null;
                }

                values.Add(Value(parameter.Type, given.Value, types));
            }
            else if (parameter.HasExplicitDefaultValue)
            {
                values.Add(Value(parameter.Type, parameter.ExplicitDefaultValue, types));
            }
            else
            {
                log.Add(DeclarationRules.StructureNotBound, attribute.Place, parameter.Name, definition.ClassName);
                return null;
            }
        }

        return values;
    }

    private static object? Value(ITypeSymbol type, object? constant, TypeMap types)
    {
        if (constant is null || type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            return constant;
        }

        return types.IsUsers(enumeration) ? new ScriptEnum(enumeration, constant)
            : types.Find(enumeration, TypeArguments.None) is { IsEnum: true } real ? Enum.ToObject(real, constant) : constant;
    }

    private static string List(Definition definition) => definition.Structure.Count == 0
        ? "none"
        : string.Join(", ", definition.Structure.Select(p => $"{p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {p.Name}"));
}

using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>The default value of a type.</summary>
internal static class Defaults
{
    public static object? Of(Evaluator evaluator, ITypeSymbol type, TypeArguments arguments)
    {
        var resolved = arguments.Resolve(type, evaluator.Source.Compilation);
        return IfValueType(evaluator, resolved, arguments);
    }

    /// <summary>The default value if the type is a value type that can't be null, else null.</summary>
    public static object? IfValueType(Evaluator evaluator, ITypeSymbol? type, TypeArguments arguments)
    {
        if (type is ITypeParameterSymbol)
        {
            type = arguments.Resolve(type, evaluator.Source.Compilation);
        }

        if (type is not INamedTypeSymbol { IsValueType: true } named || named.SpecialType == SpecialType.System_Void
            || named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return null;
        }

        if (evaluator.Types.IsUsers(named))
        {
            return named.TypeKind == TypeKind.Enum
                ? new ScriptEnum(named, Zero(named.EnumUnderlyingType!.SpecialType))
                : new ScriptObject((INamedTypeSymbol)arguments.Resolve(named, evaluator.Source.Compilation), evaluator);
        }

        return evaluator.Types.Find(named, arguments) is { IsValueType: true } found ? Activator.CreateInstance(found) : null;
    }

    private static object Zero(SpecialType type) => Numeric.Convert(0, type, isChecked: false);
}

using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Whether a value is of a type.</summary>
internal static class TypeTests
{
    public static bool Is(Evaluator evaluator, object? value, ITypeSymbol type, Scope scope)
    {
        var resolved = evaluator.Types.Underlying(scope.Frame.Types.Resolve(type, evaluator.Source.Compilation));
        return value switch
        {
            null => false,
            ScriptObject own => IsOrInherits(own.Type, resolved),
            ScriptEnum own => IsOrInherits(own.Type, resolved),
            ScriptFunction => resolved.TypeKind == TypeKind.Delegate || resolved.SpecialType == SpecialType.System_Object,
            _ => !(evaluator.Types.IsUsers(resolved) && resolved is INamedTypeSymbol) && evaluator.Types.Find(resolved, scope.Frame.Types) is { } real
                && real.IsInstanceOfType(value),
        };
    }

    private static bool IsOrInherits(ITypeSymbol type, ITypeSymbol target)
    {
        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, target))
            {
                return true;
            }
        }

        return type.AllInterfaces.Contains(target, SymbolEqualityComparer.Default);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>Expressions whose value the C# compiler knows: literals, constants, and what it computes from them.</summary>
internal static class Constants
{
    public static bool TryEvaluate(Evaluator evaluator, IOperation operation, Scope scope, out object? value)
    {
        value = null;
        if (operation.ConstantValue is not { HasValue: true } constant
            || operation is IConversionOperation { OperatorMethod: not null } or IArgumentOperation or IFieldInitializerOperation)
        {
            return false;
        }

        value = constant.Value is not null && operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
            ? Enumeration(evaluator, type, constant.Value, scope)
            : constant.Value;
        return true;
    }

    /// <summary>A value of an enum from its number.</summary>
    public static object? Enumeration(Evaluator evaluator, INamedTypeSymbol type, object number, Scope scope)
    {
        var underlying = Numeric.Convert(number, type.EnumUnderlyingType!.SpecialType, isChecked: false);
        if (evaluator.Types.IsUsers(type))
        {
            return new ScriptEnum(type, underlying);
        }

        return evaluator.Types.Find(type, scope.Frame.Types) is { IsEnum: true } real ? Enum.ToObject(real, underlying) : underlying;
    }
}

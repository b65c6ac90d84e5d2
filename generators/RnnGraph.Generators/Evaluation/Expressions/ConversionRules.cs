using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Conversions, written or implied.</summary>
internal static class ConversionRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IConversionOperation>(
            OperationKind.Conversion, "conversions: numeric, enum, reference, nullable, user-defined", "(float)layers", Convert),
    ];

    private static object? Convert(Evaluator evaluator, IConversionOperation conversion, Scope scope)
    {
        var value = evaluator.Evaluate(conversion.Operand, scope);
        if (value is Poison)
        {
            return value;
        }

        if (conversion.OperatorMethod is { } method)
        {
            return UserDefined(evaluator, conversion, method, value, scope);
        }

        if (value is null || conversion.Type is not { } declared)
        {
            return value;
        }

        var target = evaluator.Types.Underlying(scope.Frame.Types.Resolve(declared, evaluator.Source.Compilation));
        if (target is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            return value is ScriptEnum or Enum && SameEnum(conversion) ? value : Constants.Enumeration(evaluator, enumeration, EnumNumbers.Of(value)!, scope);
        }

        if (Numeric.IsNumeric(target.SpecialType) && (value is ScriptEnum or Enum || IsNumber(value)))
        {
            return Numeric.Convert(EnumNumbers.Of(value)!, target.SpecialType, conversion.IsChecked);
        }

        return Reference(evaluator, conversion, value, target, scope);
    }

    private static bool SameEnum(IConversionOperation conversion) => conversion.Conversion.IsIdentity || conversion.Conversion.IsNullable;

    private static bool IsNumber(object value) => value is int or float or double or long or char or byte or sbyte or short or ushort or uint or ulong;

    private static object? UserDefined(Evaluator evaluator, IConversionOperation conversion, IMethodSymbol method, object? value, Scope scope)
    {
        if (value is null && conversion.Operand.Type is { IsValueType: true })
        {
            return null;
        }

        if (method.ContainingType is { Name: "Index", ContainingNamespace.Name: "System" })
        {
            // An index counted from the start is kept as its number.
            return value;
        }

        // What goes into a user-defined operator may first be converted by a built-in one: an int to the float that converts to a node.
        var parameter = method.Parameters[0].Type;
        if (value is not null && Numeric.IsNumeric(parameter.SpecialType) && IsNumber(value))
        {
            value = Numeric.Convert(value, parameter.SpecialType, isChecked: false);
        }

        return MemberCalls.Call(evaluator, new Call(method, self: null, new[] { value }, conversion, scope));
    }

    /// <summary>Conversions that keep the value; those that may fail are checked.</summary>
    private static object? Reference(Evaluator evaluator, IConversionOperation conversion, object value, ITypeSymbol target, Scope scope)
    {
        if (conversion.Operand.Type is { IsTupleType: true } && target.IsTupleType)
        {
            return Tuple(evaluator, conversion, value, target, scope);
        }

        if (conversion.IsImplicit || TypeTests.Is(evaluator, value, target, scope))
        {
            return value;
        }

        return conversion.IsTryCast ? null : evaluator.Throws(conversion, $"the value is no {target.Name}");
    }

    private static object? Tuple(Evaluator evaluator, IConversionOperation conversion, object value, ITypeSymbol target, Scope scope) =>
        evaluator.Types.Find(target, scope.Frame.Types) is { } type && type.IsInstanceOfType(value)
            ? value
            : evaluator.RefuseConstruct(conversion, "a conversion between types of tuples", "convert element by element");
}

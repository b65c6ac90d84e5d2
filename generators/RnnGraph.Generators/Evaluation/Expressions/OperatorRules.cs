using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Unary and binary operators.</summary>
internal static class OperatorRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IBinaryOperation>(
            OperationKind.Binary, "binary operators on numbers, bools, enums, strings, nodes and types with their own", "f * c + i * g", Binary),
        OperationRow.Expression<IUnaryOperation>(OperationKind.Unary, "unary operators", "-x", Unary),
        OperationRow.Expression<ITupleBinaryOperation>(OperationKind.TupleBinary, "== and != on tuples", "(a, b) == (1, 2)", TupleBinary),
    ];

    private static object? Binary(Evaluator evaluator, IBinaryOperation operation, Scope scope)
    {
        if (operation.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            return ConditionalLogic(evaluator, operation, scope);
        }

        var left = evaluator.Evaluate(operation.LeftOperand, scope);
        var right = evaluator.Evaluate(operation.RightOperand, scope);
        if (operation.OperatorMethod is null && !Poison.In(left, right) && !HasBuiltIn(operation.OperatorKind, left, right))
        {
            var isComparison = Arithmetic.IsOrder(operation.OperatorKind) && (left is Size || right is Size);
            return evaluator.Refuse(isComparison ? SubsetRules.SizesCompared : SubsetRules.DoesNotCompile, operation, Quote.Of(operation));
        }

        return Apply(evaluator, new BinaryCall(operation.OperatorKind, operation.OperatorMethod, operation.IsLifted, operation.IsChecked), left, right, operation, scope);
    }

    /// <summary>Whether C# itself has this operator on such values: on objects it only compares their identity, and puts them after text.</summary>
    private static bool HasBuiltIn(BinaryOperatorKind kind, object? left, object? right) =>
        !(left is Node or Size or ScriptObject || right is Node or Size or ScriptObject)
        || kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
        || (kind == BinaryOperatorKind.Add && (left is string or null || right is string or null));

    private static object? ConditionalLogic(Evaluator evaluator, IBinaryOperation operation, Scope scope)
    {
        if (operation.OperatorMethod is not null)
        {
            return evaluator.RefuseConstruct(operation);
        }

        var isAnd = operation.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        return evaluator.Test(operation.LeftOperand, scope) switch
        {
            null => Poison.Value,
            { } left when left != isAnd => left,
            _ => (object?)evaluator.Test(operation.RightOperand, scope) ?? Poison.Value,
        };
    }

    /// <summary>Applies a binary operator, user-defined or built in, to two values.</summary>
    public static object? Apply(Evaluator evaluator, BinaryCall call, object? left, object? right, IOperation at, Scope scope)
    {
        if (Poison.In(left, right))
        {
            return Poison.Value;
        }

        if (call.IsLifted && (left is null || right is null))
        {
            return WithNull(call.Kind, left, right);
        }

        if (call.Method is { } method && method.ContainingType.SpecialType == SpecialType.None && method.ContainingType.TypeKind != TypeKind.Enum)
        {
            return MemberCalls.Call(evaluator, new Call(method, self: null, new[] { left, right }, at, scope));
        }

        return left is ScriptEnum || right is ScriptEnum || left is Enum || right is Enum
            ? OnEnums(evaluator, call, left, right, scope)
            : Arithmetic.Apply(call.Kind, left, right, call.IsChecked);
    }

    private static object? WithNull(BinaryOperatorKind kind, object? left, object? right) => kind switch
    {
        BinaryOperatorKind.Equals => left is null && right is null,
        BinaryOperatorKind.NotEquals => left is not null || right is not null,
        _ => Arithmetic.IsOrder(kind) ? false : null,
    };

    private static object? OnEnums(Evaluator evaluator, BinaryCall call, object? left, object? right, Scope scope)
    {
        var type = (left as ScriptEnum ?? right as ScriptEnum)?.Type;
        if (call.Kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            return Equals(left, right) == (call.Kind == BinaryOperatorKind.Equals);
        }

        var result = Arithmetic.Apply(call.Kind, EnumNumbers.Of(left), EnumNumbers.Of(right), call.IsChecked);
        var isCount = call.Kind == BinaryOperatorKind.Subtract && left?.GetType() == right?.GetType();
        if (result is bool || isCount)
        {
            return result;
        }

        return type is not null ? Constants.Enumeration(evaluator, type, result, scope) : Enum.ToObject((left as Enum ?? (Enum)right!).GetType(), result);
    }

    private static object? Unary(Evaluator evaluator, IUnaryOperation operation, Scope scope)
    {
        var value = evaluator.Evaluate(operation.Operand, scope);
        if (value is Poison || (operation.IsLifted && value is null))
        {
            return value;
        }

        if (operation.OperatorMethod is { } method && method.ContainingType.SpecialType == SpecialType.None)
        {
            return MemberCalls.Call(evaluator, new Call(method, self: null, new[] { value }, operation, scope));
        }

        return (operation.OperatorKind, value) switch
        {
            (UnaryOperatorKind.Hat, int offset) => new IndexFromEnd(offset),
            (UnaryOperatorKind.Not, bool test) => !test,
            (UnaryOperatorKind.Plus, _) => value,
            (UnaryOperatorKind.Minus, int number) => operation.IsChecked && number == int.MinValue
                ? throw new EvaluatedException("the result doesn't fit its type")
                : unchecked(-number),
            (UnaryOperatorKind.Minus, long number) => unchecked(-number),
            (UnaryOperatorKind.Minus, float number) => -number,
            (UnaryOperatorKind.Minus, double number) => -number,
            (UnaryOperatorKind.BitwiseNegation, int number) => ~number,
            (UnaryOperatorKind.BitwiseNegation, long number) => ~number,
            _ => evaluator.RefuseConstruct(operation),
        };
    }

    private static object? TupleBinary(Evaluator evaluator, ITupleBinaryOperation operation, Scope scope)
    {
        var left = evaluator.Evaluate(operation.LeftOperand, scope);
        var right = evaluator.Evaluate(operation.RightOperand, scope);
        if (Poison.In(left, right))
        {
            return Poison.Value;
        }

        // Tuples of different types compare after conversions of their elements, which the operation tree doesn't show.
        if (left?.GetType() != right?.GetType())
        {
            return evaluator.RefuseConstruct(operation, "a comparison of tuples of different types", "compare element by element");
        }

        return Equals(left, right) == (operation.OperatorKind == BinaryOperatorKind.Equals);
    }
}

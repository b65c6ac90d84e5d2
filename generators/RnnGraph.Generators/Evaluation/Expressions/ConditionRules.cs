using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Statements;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Expressions that choose.</summary>
internal static class ConditionRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IConditionalOperation>(OperationKind.Conditional, "? :", "peephole ? z + p : z", Conditional),
        OperationRow.Expression<ICoalesceOperation>(OperationKind.Coalesce, "??", "name ?? \"g\"", Coalesce),
        OperationRow.Expression<ISwitchExpressionOperation>(
            OperationKind.SwitchExpression, "switch expressions", "kind switch { Kind.Tanh => Tanh(z), _ => z }", Switch),
        OperationRow.Expression<IThrowOperation>(OperationKind.Throw, "throw expressions", "?? throw …", Throw),
    ];

    private static object? Conditional(Evaluator evaluator, IConditionalOperation operation, Scope scope) => evaluator.Test(operation.Condition, scope) switch
    {
        true => evaluator.Evaluate(operation.WhenTrue, scope),
        false => evaluator.Evaluate(operation.WhenFalse!, scope),
        null => Poison.Value,
    };

    private static object? Coalesce(Evaluator evaluator, ICoalesceOperation operation, Scope scope) =>
        evaluator.Evaluate(operation.Value, scope) ?? evaluator.Evaluate(operation.WhenNull, scope);

    private static object? Switch(Evaluator evaluator, ISwitchExpressionOperation operation, Scope scope)
    {
        var value = evaluator.Evaluate(operation.Value, scope);
        if (value is Poison)
        {
            return value;
        }

        foreach (var arm in operation.Arms)
        {
            var inner = scope.Enter();
            var matches = PatternRules.Matches(evaluator, arm.Pattern, value, inner);
            if (matches == true && arm.Guard is { } guard)
            {
                matches = evaluator.Test(guard, inner);
            }

            switch (matches)
            {
                case true:
                    return evaluator.Evaluate(arm.Value, inner);
                case null:
                    return Poison.Value;
            }
        }

        return evaluator.Throws(operation, "no arm of the switch matches");
    }

    private static object? Throw(Evaluator evaluator, IThrowOperation operation, Scope scope) => JumpRules.Report(evaluator, operation, scope);
}

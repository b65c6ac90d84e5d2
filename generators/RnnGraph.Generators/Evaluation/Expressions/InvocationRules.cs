using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Calls;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Calls.</summary>
internal static class InvocationRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IInvocationOperation>(
            OperationKind.Invocation,
            "calls: of the language, of your own methods, local functions and delegates, of other cells' Define, and of the library members listed below",
            "Gate(cell, \"i\", hidden, x, h)",
            Invoke),
        OperationRow.Expression<ITranslatedQueryOperation>(
            OperationKind.TranslatedQuery, "query expressions", "from g in gates select Sigmoid(g)", (e, query, scope) => e.Evaluate(query.Operation, scope)),
    ];

    private static object? Invoke(Evaluator evaluator, IInvocationOperation invocation, Scope scope)
    {
        var self = invocation.Instance is null ? null : evaluator.Evaluate(invocation.Instance, scope);
        var arguments = Arguments.Evaluate(evaluator, invocation.Arguments, invocation.TargetMethod.Parameters.Length, scope);
        var result = MemberCalls.Call(evaluator, new Call(invocation.TargetMethod, self, arguments, invocation, scope));
        Arguments.WriteBack(evaluator, invocation.Arguments, arguments, isKnown: result is not Poison, scope);
        return result;
    }
}

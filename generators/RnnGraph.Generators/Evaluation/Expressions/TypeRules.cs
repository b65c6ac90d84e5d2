using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Type tests.</summary>
internal static class TypeRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IIsTypeOperation>(OperationKind.IsType, "is, with a type", "spec is Peephole", IsType),
    ];

    private static object? IsType(Evaluator evaluator, IIsTypeOperation operation, Scope scope)
    {
        var value = evaluator.Evaluate(operation.ValueOperand, scope);
        return value is Poison ? value : TypeTests.Is(evaluator, value, operation.TypeOperand, scope) != operation.IsNegated;
    }
}

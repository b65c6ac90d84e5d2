using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Expressions;
using RnnGraph.Generators.Evaluation.Statements;

namespace RnnGraph.Generators.Evaluation;

/// <summary>The C# that a definition may use. The evaluator looks its rules up here, and <c>docs/subset.md</c> is made from it, so the two can't differ.</summary>
internal static class OperationTable
{
    public static IReadOnlyDictionary<OperationKind, OperationRow> Statements { get; } = Index(
    [
        .. BlockRules.Rows, .. BranchRules.Rows, .. LoopRules.Rows, .. JumpRules.Rows,
    ]);

    public static IReadOnlyDictionary<OperationKind, OperationRow> Expressions { get; } = Index(
    [
        .. ReferenceRules.Rows, .. MemberRules.Rows, .. OperatorRules.Rows, .. AssignmentRules.Rows, .. ConversionRules.Rows, .. ConditionRules.Rows,
        .. InvocationRules.Rows, .. FunctionRules.Rows, .. CreationRules.Rows, .. CollectionRules.Rows, .. ElementRules.Rows, .. TupleRules.Rows,
        .. TextRules.Rows, .. PatternRules.Rows, .. TypeRules.Rows, .. InvalidRules.Rows,
    ]);

    private static Dictionary<OperationKind, OperationRow> Index(IEnumerable<OperationRow> rows) => rows.ToDictionary(r => r.Kind);
}

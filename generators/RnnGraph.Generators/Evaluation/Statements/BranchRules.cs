using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Expressions;

namespace RnnGraph.Generators.Evaluation.Statements;

/// <summary>if and switch.</summary>
internal static class BranchRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Statement<IConditionalOperation>(OperationKind.Conditional, "if", "if (layers > 1) … else …", If),
        OperationRow.Statement<ISwitchOperation>(OperationKind.Switch, "switch statements, with patterns", "switch (kind) { case Kind.Tanh: …; break; }", Switch),
    ];

    private static Flow If(Evaluator evaluator, IConditionalOperation statement, Scope scope) => evaluator.Test(statement.Condition, scope) switch
    {
        true => evaluator.Execute(statement.WhenTrue, scope),
        false => statement.WhenFalse is { } otherwise ? evaluator.Execute(otherwise, scope) : Flow.Next,
        null => Uncertainty.Skip(evaluator, statement, scope),
    };

    private static Flow Switch(Evaluator evaluator, ISwitchOperation statement, Scope scope)
    {
        var value = evaluator.Evaluate(statement.Value, scope);
        if (value is Poison)
        {
            return Uncertainty.Skip(evaluator, statement, scope);
        }

        var inner = scope.Enter();
        ISwitchCaseOperation? taken = null;
        foreach (var (candidate, clause) in statement.Cases.SelectMany(c => c.Clauses.Select(l => (c, l))))
        {
            switch (Matches(evaluator, clause, value, inner))
            {
                case true:
                    taken = candidate;
                    break;
                case null:
                    return Uncertainty.Skip(evaluator, statement, scope);
                default:
                    continue;
            }

            break;
        }

        taken ??= statement.Cases.FirstOrDefault(c => c.Clauses.Any(l => l.CaseKind == CaseKind.Default));
        if (taken is null)
        {
            return Flow.Next;
        }

        var flow = BlockRules.Sequence(evaluator, taken.Body, inner);
        return flow == Flow.Break ? Flow.Next : flow;
    }

    private static bool? Matches(Evaluator evaluator, ICaseClauseOperation clause, object? value, Scope scope)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                var expected = evaluator.Evaluate(single.Value, scope);
                return expected is Poison ? null : Equals(expected, value);
            case IPatternCaseClauseOperation pattern:
                var matches = PatternRules.Matches(evaluator, pattern.Pattern, value, scope);
                return matches == true && pattern.Guard is { } guard ? evaluator.Test(guard, scope) : matches;
            default:
                return false;
        }
    }
}

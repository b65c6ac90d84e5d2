using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation.Statements;

/// <summary>return, break, continue and throw.</summary>
internal static class JumpRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Statement<IReturnOperation>(OperationKind.Return, "return", "return gate;", Return),
        OperationRow.Statement<IBranchOperation>(OperationKind.Branch, "break and continue", "break;", Branch),
        OperationRow.Statement<IThrowOperation>(
            OperationKind.Throw, "throw: its message becomes a diagnostic", "throw new ArgumentException(\"…\");", Throw),
    ];

    private static Flow Return(Evaluator evaluator, IReturnOperation statement, Scope scope)
    {
        scope.Frame.Result = statement.ReturnedValue is { } value ? evaluator.Evaluate(value, scope) : null;
        return Flow.Return;
    }

    private static Flow Branch(Evaluator evaluator, IBranchOperation statement, Scope scope)
    {
        switch (statement.BranchKind)
        {
            case BranchKind.Break:
                return Flow.Break;
            case BranchKind.Continue:
                return Flow.Continue;
            default:
                evaluator.RefuseConstruct(statement);
                throw new EvaluationStoppedException();
        }
    }

    private static Flow Throw(Evaluator evaluator, IThrowOperation statement, Scope scope)
    {
        Report(evaluator, statement, scope);
        throw new EvaluationStoppedException();
    }

    /// <summary>Reports what a throw says: the message is its exception's first argument of type string, or else the exception's type.</summary>
    public static Poison Report(Evaluator evaluator, IThrowOperation thrown, Scope scope)
    {
        var exception = thrown.Exception;
        while (exception is IConversionOperation conversion)
        {
            exception = conversion.Operand;
        }

        var message = exception?.Type?.Name ?? "an exception";
        if (exception is IObjectCreationOperation creation
            && creation.Arguments.FirstOrDefault(a => a.Parameter is { Name: "message" }) is { } argument
            && evaluator.Evaluate(argument.Value, scope) is string text)
        {
            message = text;
        }

        return evaluator.Throws(thrown, message);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// Passes over a statement that can't be evaluated, or of which nobody knows whether it would be: what it might have changed is poison afterwards, so that
/// evaluation can go on and find the errors that don't depend on it.
/// </summary>
internal static class Uncertainty
{
    public static Flow Skip(Evaluator evaluator, IOperation statement, Scope scope)
    {
        var flow = Flow.Next;
        foreach (var operation in statement.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAssignmentOperation assignment:
                    Spoil(evaluator, assignment.Target, scope);
                    break;
                case IIncrementOrDecrementOperation increment:
                    Spoil(evaluator, increment.Target, scope);
                    break;
                case IInvocationOperation { Instance: { } instance }:
                    SpoilContents(evaluator, instance, scope);
                    break;
                case IReturnOperation when !IsNested(operation, statement):
                    scope.Frame.Result = Poison.Value;
                    flow = Flow.Return;
                    break;
                case IBranchOperation when flow == Flow.Next && !IsInnerBranch(operation, statement):
                    flow = Flow.Break;
                    break;
                default:
                    break;
            }
        }

        return flow;
    }

    private static void Spoil(Evaluator evaluator, IOperation target, Scope scope)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                scope.Assign(local.Local, Poison.Value);
                break;
            case IParameterReferenceOperation parameter:
                scope.Assign(parameter.Parameter, Poison.Value);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    Spoil(evaluator, element, scope);
                }

                break;
            case IArrayElementReferenceOperation element:
                SpoilContents(evaluator, element.ArrayReference, scope);
                break;
            case IMemberReferenceOperation { Instance: { } instance }:
                SpoilContents(evaluator, instance, scope);
                break;
            default:
                break;
        }
    }

    /// <summary>Makes the object that a local or parameter holds unreliable; anything else is left as it is.</summary>
    public static void SpoilContents(Evaluator evaluator, IOperation instance, Scope scope)
    {
        ISymbol? variable = instance switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        if (variable is not null && scope.Declaring(variable) is { } declaring)
        {
            evaluator.MarkUnreliable(declaring[variable]);
        }
    }

    /// <summary>Whether the operation stands in a lambda or local function within the statement.</summary>
    private static bool IsNested(IOperation operation, IOperation statement)
    {
        for (var at = operation; at is not null && at != statement; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the loop or switch that the branch leaves is itself within the statement.</summary>
    private static bool IsInnerBranch(IOperation branch, IOperation statement)
    {
        for (var at = branch; at is not null; at = at.Parent)
        {
            if (at is ILoopOperation or ISwitchOperation)
            {
                return true;
            }

            if (at == statement)
            {
                return false;
            }
        }

        return false;
    }
}

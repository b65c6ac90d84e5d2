using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Expressions;

namespace RnnGraph.Generators.Evaluation.Statements;

/// <summary>for, foreach, while and do: unrolled while compiling.</summary>
internal static class LoopRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Statement<ILoopOperation>(
            OperationKind.Loop, "for, foreach, while and do, with a bound that is known while compiling", "for (var i = 0; i < layers; i++) …", Loop),
    ];

    private static Flow Loop(Evaluator evaluator, ILoopOperation loop, Scope scope)
    {
        evaluator.Budget.EnterLoop(loop);
        try
        {
            return loop switch
            {
                IForLoopOperation counted => For(evaluator, counted, scope.Enter()),
                IWhileLoopOperation conditional => While(evaluator, conditional, scope),
                IForEachLoopOperation { IsAsynchronous: false } over => ForEach(evaluator, over, scope),
                _ => Refuse(evaluator, loop, scope),
            };
        }
        finally
        {
            evaluator.Budget.LeaveLoop();
        }
    }

    private static Flow For(Evaluator evaluator, IForLoopOperation loop, Scope scope)
    {
        BlockRules.Sequence(evaluator, loop.Before, scope);
        while (true)
        {
            if (loop.Condition is { } condition)
            {
                switch (evaluator.Test(condition, scope))
                {
                    case false:
                        return Flow.Next;
                    case null:
                        return Uncertainty.Skip(evaluator, loop, scope);
                }
            }

            if (Leaves(Body(evaluator, loop, scope.Enter()), out var flow))
            {
                return flow;
            }

            BlockRules.Sequence(evaluator, loop.AtLoopBottom, scope);
        }
    }

    private static Flow While(Evaluator evaluator, IWhileLoopOperation loop, Scope scope)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            // What the condition declares lives for one iteration, so it has the iteration's scope.
            var inner = scope.Enter();
            if (loop.ConditionIsTop || !isFirst)
            {
                switch (evaluator.Test(loop.Condition!, inner))
                {
                    case { } test when test == loop.ConditionIsUntil:
                        return Flow.Next;
                    case null:
                        return Uncertainty.Skip(evaluator, loop, scope);
                }
            }

            if (Leaves(Body(evaluator, loop, inner), out var flow))
            {
                return flow;
            }
        }
    }

    private static Flow ForEach(Evaluator evaluator, IForEachLoopOperation loop, Scope scope)
    {
        switch (evaluator.Evaluate(loop.Collection, scope))
        {
            case IEnumerable items:
                return ForEach(evaluator, loop, items, scope);
            case null:
                evaluator.Throws(loop.Collection, "the collection is null");
                return Uncertainty.Skip(evaluator, loop, scope);
            case Poison:
                return Uncertainty.Skip(evaluator, loop, scope);
            default:
                evaluator.RefuseConstruct(loop.Collection, "a collection of a type of your own", "loop over an array or a list");
                return Uncertainty.Skip(evaluator, loop, scope);
        }
    }

    private static Flow ForEach(Evaluator evaluator, IForEachLoopOperation loop, IEnumerable items, Scope scope)
    {
        var enumerator = items.GetEnumerator();
        while (true)
        {
            try
            {
                if (!enumerator.MoveNext())
                {
                    return Flow.Next;
                }
            }
            catch (Exception exception) when (exception is PoisonedException or InvalidOperationException or EvaluatedException)
            {
                // A lazy sequence evaluates its lambdas here; a list that the body changes throws here.
                if (exception is not PoisonedException)
                {
                    evaluator.Throws(loop.Collection, exception.Message);
                }

                return Uncertainty.Skip(evaluator, loop, scope);
            }

            var inner = scope.Enter();
            if (loop.LoopControlVariable is IVariableDeclaratorOperation declarator)
            {
                inner.Declare(declarator.Symbol, enumerator.Current);
            }
            else
            {
                AssignmentRules.Assign(evaluator, loop.LoopControlVariable, enumerator.Current, inner);
            }

            if (Leaves(Body(evaluator, loop, inner), out var flow))
            {
                return flow;
            }
        }
    }

    private static Flow Body(Evaluator evaluator, ILoopOperation loop, Scope scope)
    {
        evaluator.Budget.CountIteration();
        return evaluator.Execute(loop.Body, scope);
    }

    private static bool Leaves(Flow body, out Flow flow)
    {
        flow = body == Flow.Return ? Flow.Return : Flow.Next;
        return body is Flow.Return or Flow.Break;
    }

    private static Flow Refuse(Evaluator evaluator, ILoopOperation loop, Scope scope)
    {
        evaluator.RefuseConstruct(loop);
        return Uncertainty.Skip(evaluator, loop, scope);
    }
}

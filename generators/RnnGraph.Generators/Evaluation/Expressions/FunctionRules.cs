using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Lambdas and methods as values.</summary>
internal static class FunctionRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IAnonymousFunctionOperation>(OperationKind.AnonymousFunction, "lambdas, with captured variables", "v => v * v", Lambda),
        OperationRow.Expression<IDelegateCreationOperation>(OperationKind.DelegateCreation, "delegates", "Func<Node, Node> act = Tanh;", Delegate),
        OperationRow.Expression<IMethodReferenceOperation>(OperationKind.MethodReference, "methods as values", "gates.Select(Sigmoid)", MethodReference),
    ];

    private static object? Lambda(Evaluator evaluator, IAnonymousFunctionOperation lambda, Scope scope) =>
        lambda.Symbol.IsAsync
            ? evaluator.RefuseConstruct(lambda)
            : new ScriptFunction(evaluator, lambda.Symbol, lambda.Body, scope, scope.Frame.Self, scope.Frame.Types);

    private static object? Delegate(Evaluator evaluator, IDelegateCreationOperation creation, Scope scope)
    {
        var target = evaluator.Evaluate(creation.Target, scope);
        if (target is not ScriptFunction function || evaluator.Types.Find(creation.Type!, scope.Frame.Types) is not { } type
            || !typeof(Delegate).IsAssignableFrom(type))
        {
            return target;
        }

        return DelegateShims.Make(function, type) ?? (object)evaluator.RefuseConstruct(creation, "a delegate with more than four parameters", "pass an object");
    }

    private static object? MethodReference(Evaluator evaluator, IMethodReferenceOperation reference, Scope scope)
    {
        var method = reference.Method;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return SourceCalls.LocalFunction(evaluator, method, reference, scope);
        }

        var self = reference.Instance is null ? null : evaluator.Evaluate(reference.Instance, scope);
        if (self is Poison)
        {
            return self;
        }

        var target = self is ScriptObject own ? Dispatch.Find(own, method) : method;
        if (evaluator.Source.Body(target, evaluator.Cancellation) is { } body)
        {
            return new ScriptFunction(evaluator, target, body, captured: null, self, SourceCalls.TypesFor(evaluator, target, self, scope));
        }

        if (reference.Parent is not IDelegateCreationOperation { Type: { } declared } || evaluator.Types.Find(declared, scope.Frame.Types) is not { } type
            || !typeof(Delegate).IsAssignableFrom(type))
        {
            return evaluator.Refuse(SubsetRules.DoesNotCompile, reference, Quote.Of(reference));
        }

        if (LibraryCalls.Bind(evaluator, new Call(method, self, Array.Empty<object?>(), reference, scope)) is not { } member)
        {
            return Poison.Value;
        }

        return member.AsDelegate(type, self) ?? (object)evaluator.Refuse(SubsetRules.MethodNotAllowed, reference, method.ToDisplayString());
    }
}

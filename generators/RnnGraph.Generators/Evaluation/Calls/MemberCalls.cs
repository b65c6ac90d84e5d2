using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Expressions;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Finds what a call runs: source of this project, what C# makes by itself, or a method of the language or the library.</summary>
internal static class MemberCalls
{
    public static object? Call(Evaluator evaluator, Call call)
    {
        var method = call.Method;
        if (call.Self is Poison)
        {
            return call.Self;
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return SourceCalls.LocalFunction(evaluator, method, call.At, call.Scope).Invoke(call.Arguments);
        }

        if (!method.IsStatic && method.MethodKind != MethodKind.Constructor && call.Self is null && !SynthesizedMembers.IsOnNullable(method))
        {
            return evaluator.Throws(call.At, "the object is null");
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return InvokeDelegate(evaluator, call);
        }

        var target = Target(evaluator, call);
        if (target.AssociatedSymbol is IPropertySymbol property && call.Self is ScriptObject own && IsAutomatic(evaluator, target))
        {
            return Automatic(evaluator, property, own, target, call);
        }

        if (evaluator.Source.IsHere(target) && evaluator.Source.Body(target, evaluator.Cancellation) is { } body)
        {
            return Source(evaluator, call.With(target), body);
        }

        if (DefinitionCalls.Handles(evaluator, target))
        {
            return DefinitionCalls.Call(evaluator, call.With(target));
        }

        return SynthesizedMembers.TryCall(evaluator, call.With(target), out var result) ? result : LibraryCalls.Call(evaluator, call.With(target));
    }

    /// <summary>The method that a virtual or interface call ends at.</summary>
    private static IMethodSymbol Target(Evaluator evaluator, Call call)
    {
        if (call.Self is ScriptObject own && !IsBaseCall(call.At))
        {
            return Dispatch.Find(own, call.Method);
        }

        // A static abstract member, called through a type parameter.
        return call.Method is { IsStatic: true, IsAbstract: true } && call.At is IInvocationOperation { ConstrainedToType: { } constrained }
            && call.Scope.Frame.Types.Resolve(constrained, evaluator.Source.Compilation) is INamedTypeSymbol type
            && type.FindImplementationForInterfaceMember(call.Method) is IMethodSymbol implementation
            ? implementation
            : call.Method;
    }

    private static bool IsBaseCall(IOperation at) =>
        at is IInvocationOperation { IsVirtual: false } or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax } };

    private static bool IsAutomatic(Evaluator evaluator, IMethodSymbol accessor) => evaluator.Source.Body(accessor, evaluator.Cancellation) is null;

    private static object? Automatic(Evaluator evaluator, IPropertySymbol property, ScriptObject own, IMethodSymbol accessor, Call call)
    {
        if (accessor.MethodKind == MethodKind.PropertySet)
        {
            own.Set(property, call.Arguments[call.Arguments.Length - 1]);
            return null;
        }

        return own.TryGet(property, out var value) ? value : Defaults.Of(evaluator, property.Type, TypeArguments.Of(own.Type));
    }

    private static object? Source(Evaluator evaluator, Call call, IBlockOperation body)
    {
        var types = SourceCalls.TypesFor(evaluator, call.Method, call.Self, call.Scope);
        var result = SourceCalls.Run(evaluator, call.Method, body, captured: null, call.Self, types, call.Arguments, out var written);
        Array.Copy(written, call.Arguments, written.Length);
        return result;
    }

    private static object? InvokeDelegate(Evaluator evaluator, Call call) => call.Self switch
    {
        ScriptFunction function => function.Invoke(call.Arguments),
        Delegate made when DelegateShims.Unwrap(made) is { } function => function.Invoke(call.Arguments),
        Delegate real => LibraryCalls.Invoke(evaluator, call, real),
        _ => evaluator.RefuseConstruct(call.At),
    };
}

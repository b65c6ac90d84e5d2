using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Calls members of the language, all of them, and those of the library that <see cref="LibraryTable"/> allows.</summary>
internal static class LibraryCalls
{
    public static object? Call(Evaluator evaluator, Call call)
    {
        if (Poison.In(call.Arguments))
        {
            return Skip(evaluator, call);
        }

        if (Bind(evaluator, call) is not { } member)
        {
            return Poison.Value;
        }

        if (member.ReturnsVoid && evaluator.Statics.Owns(call.Self))
        {
            return evaluator.Statics.RefuseChange(call.At);
        }

        var result = Guard(evaluator, call.At, () => member.Invoke(call.Self, call.Arguments));
        if (TypeMap.IsLanguage(call.Method))
        {
            evaluator.Provenance.Note(result, call.At);
        }

        return Counted.Wrap(result, call.Method, evaluator, call.At, call.Scope.Frame.Types);
    }

    /// <summary>The real member behind a call; null when a definition may not use it, and a diagnostic says why.</summary>
    public static BoundMember? Bind(Evaluator evaluator, Call call)
    {
        var method = call.Method;
        if (TypeMap.IsLanguage(method))
        {
            if (method.ContainingType.Name == nameof(Size) && method.ReturnType.SpecialType == SpecialType.System_Boolean)
            {
                evaluator.Refuse(SubsetRules.SizesCompared, call.At, Quote.Of(call.At));
                return null;
            }

            var own = MemberBinder.Find(evaluator, method, call.Scope.Frame.Types);
            if (own is null)
            {
                evaluator.Refuse(SubsetRules.UnknownToGenerator, call.At, method.ToDisplayString());
            }

            return own;
        }

        var row = LibraryTable.Find(TypeMap.MetadataName(method.ContainingType.OriginalDefinition));
        if (row is not null && row.Allows(method) && MemberBinder.Find(evaluator, method, call.Scope.Frame.Types) is { } member)
        {
            return member;
        }

        var isInexact = row?.Name.StartsWith("System.Math", StringComparison.Ordinal) == true && LibraryTable.InexactFunctions.Contains(method.Name);
        evaluator.Refuse(isInexact ? SubsetRules.Inexact : SubsetRules.MethodNotAllowed, call.At, (method.AssociatedSymbol ?? method).ToDisplayString());
        return null;
    }

    /// <summary>Invokes a delegate of a real method.</summary>
    public static object? Invoke(Evaluator evaluator, Call call, Delegate target) =>
        Poison.In(call.Arguments) ? Skip(evaluator, call) : Guard(evaluator, call.At, () => target.DynamicInvoke(call.Arguments));

    /// <summary>
    /// Leaves out a call with a poisoned argument. What the call should have changed is unreliable from then on: its object, and for one that returns nothing,
    /// such as <c>cell.Next(h, …)</c>, its other arguments.
    /// </summary>
    public static Poison Skip(Evaluator evaluator, Call call)
    {
        evaluator.MarkUnreliable(call.Self);
        if (call.Method.ReturnsVoid && call.Method.MethodKind != MethodKind.Constructor)
        {
            foreach (var argument in call.Arguments)
            {
                evaluator.MarkUnreliable(argument);
            }
        }

        return Poison.Value;
    }

    /// <summary>Runs real code and turns what it throws into a diagnostic at the call.</summary>
    public static object? Guard(Evaluator evaluator, IOperation at, Func<object?> action)
    {
        var known = evaluator.Findings.All.Count;
        evaluator.RunningCalls.Push(at);
        try
        {
            // What failed in a lambda that the call ran is missing from its result, as an output is from a scope.
            var result = action();
            return evaluator.Findings.All.Count > known ? Poison.Value : result;
        }
        catch (Exception exception) when (Cause(exception) is { } cause)
        {
            switch (cause)
            {
                case DefinitionException when evaluator.Findings.All.Count > known:
                    // Something failed in a lambda that the call ran: what it then lacks follows from that.
                    return Poison.Value;
                case DefinitionException error:
                    return Report(evaluator, error, at);
                case PoisonedException:
                    return Poison.Value;
                case EvaluationStoppedException or OperationCanceledException:
                    ExceptionDispatchInfo.Capture(cause).Throw();
                    throw;
                default:
                    return evaluator.Throws(at, cause.Message);
            }
        }
        finally
        {
            evaluator.RunningCalls.Pop();
        }
    }

    /// <summary>What real code threw; null when it is our own that failed.</summary>
    private static Exception? Cause(Exception exception) => exception as DefinitionException ?? (exception as TargetInvocationException)?.InnerException;

    /// <summary>
    /// Reports an error of the language: at the call that made the node it is about, else at the call that threw it. What a scope lacks shows where its
    /// definition asks for it, but is missing where the scope is called.
    /// </summary>
    private static Poison Report(Evaluator evaluator, DefinitionException error, IOperation at)
    {
        var caller = error.DiagnosticId == DiagnosticIds.ScopeInputs ? evaluator.RunningCalls.Skip(1).FirstOrDefault() : null;
        var place = evaluator.Provenance.MakerOf(error.Origin) ?? caller ?? at;
        return evaluator.Findings.Add(error.DiagnosticId, place.Syntax.GetLocation(), error.Message);
    }
}

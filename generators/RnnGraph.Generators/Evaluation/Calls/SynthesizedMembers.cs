using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Members that have no source: those of every object, of enums and nullable values, and those that C# writes for records.</summary>
internal static class SynthesizedMembers
{
    /// <summary>Whether a member is one of Nullable, whose instance may be null.</summary>
    public static bool IsOnNullable(IMethodSymbol method) => method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public static bool TryCall(Evaluator evaluator, Call call, out object? result)
    {
        var arguments = call.Arguments;
        if (Poison.In(arguments))
        {
            result = null;
            return false;
        }

        switch (call.Method.Name)
        {
            case nameof(ToString) when call.Self is IFormattable or ScriptObject or ScriptEnum or bool or char && arguments.Length == 0:
                result = Formatting.Format(call.Self is ScriptObject own ? evaluator.TextOf(own) : call.Self);
                return true;
            case nameof(ToString) when call.Self is IFormattable && arguments.Length == 1 && arguments[0] is string format:
                result = Formatting.Format(call.Self, format);
                return true;
            case nameof(Equals) when arguments.Length == 1 && call.Self is not (null or Size):
                result = call.Self.Equals(arguments[0]);
                return true;
            case nameof(Equals) or nameof(ReferenceEquals) when arguments.Length == 2 && call.Method.ContainingType.SpecialType == SpecialType.System_Object:
                result = call.Method.Name == nameof(Equals) ? Equals(arguments[0], arguments[1]) : ReferenceEquals(arguments[0], arguments[1]);
                return true;
            case nameof(IComparable.CompareTo) when arguments.Length == 1 && call.Self is IComparable comparable:
                result = comparable.CompareTo(arguments[0]);
                return true;
            case WellKnownMemberNames.EqualityOperatorName when call.Method.ContainingType.IsRecord:
                result = Equals(arguments[0], arguments[1]);
                return true;
            case WellKnownMemberNames.InequalityOperatorName when call.Method.ContainingType.IsRecord:
                result = !Equals(arguments[0], arguments[1]);
                return true;
            case "get_HasValue" when IsOnNullable(call.Method):
                result = call.Self is not null;
                return true;
            case "get_Value" when IsOnNullable(call.Method):
                result = call.Self ?? evaluator.Throws(call.At, "the value is null");
                return true;
            case "GetValueOrDefault" when IsOnNullable(call.Method):
                result = call.Self ?? (arguments.Length == 1 ? arguments[0] : Defaults.Of(evaluator, call.Method.ReturnType, call.Scope.Frame.Types));
                return true;
            default:
                return TryMissing(evaluator, call, out result);
        }
    }

    /// <summary>A member of the user's own type that has neither source nor a rule here.</summary>
    private static bool TryMissing(Evaluator evaluator, Call call, out object? result)
    {
        var isOwn = call.Self is ScriptObject || evaluator.Source.IsHere(call.Method);
        result = isOwn ? evaluator.Refuse(SubsetRules.MethodNotAllowed, call.At, call.Method.ToDisplayString()) : null;
        return isOwn;
    }
}

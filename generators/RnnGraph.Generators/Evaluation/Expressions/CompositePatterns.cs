using System.Collections;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Patterns with patterns in them: by position, by property, by element.</summary>
internal static class CompositePatterns
{
    public static bool? Recursive(Evaluator evaluator, IRecursivePatternOperation pattern, object? value, Scope scope)
    {
        if (value is null || (pattern.MatchedType is { } type && !TypeTests.Is(evaluator, value, type, scope)))
        {
            return false;
        }

        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            var parts = Deconstruction.Split(evaluator, value, pattern.DeconstructionSubpatterns.Length, pattern, scope);
            for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
            {
                if ((parts is null ? null : PatternRules.Matches(evaluator, pattern.DeconstructionSubpatterns[i], parts[i], scope)) is not true and var result)
                {
                    return result;
                }
            }
        }

        foreach (var sub in pattern.PropertySubpatterns)
        {
            var member = evaluator.Evaluate(sub.Member, scope.EnterWith(SubjectKind.Matched, value));
            if ((member is Poison ? null : PatternRules.Matches(evaluator, sub.Pattern, member, scope)) is not true and var result)
            {
                return result;
            }
        }

        if (pattern.DeclaredSymbol is { } variable)
        {
            scope.Declare(variable, value);
        }

        return true;
    }

    public static bool? List(Evaluator evaluator, IListPatternOperation pattern, object? value, Scope scope)
    {
        var items = value switch
        {
            string text => text.Cast<object?>().ToList(),
            IList list => list.Cast<object?>().ToList(),
            _ => null,
        };
        var slice = pattern.Patterns.ToList().FindIndex(p => p is ISlicePatternOperation);
        var least = pattern.Patterns.Length - (slice >= 0 ? 1 : 0);
        if (items is null || items.Count < least || (slice < 0 && items.Count > least))
        {
            return false;
        }

        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            bool? result;
            if (pattern.Patterns[i] is ISlicePatternOperation rest)
            {
                result = rest.Pattern is null ? true : Rest(evaluator, rest, value!, i, items.Count - least, scope);
            }
            else
            {
                var position = slice >= 0 && i > slice ? items.Count - (pattern.Patterns.Length - i) : i;
                result = PatternRules.Matches(evaluator, pattern.Patterns[i], items[position], scope);
            }

            if (result is not true)
            {
                return result;
            }
        }

        if (pattern.DeclaredSymbol is { } variable)
        {
            scope.Declare(variable, value);
        }

        return true;
    }

    private static bool? Rest(Evaluator evaluator, ISlicePatternOperation pattern, object value, int start, int length, Scope scope)
    {
        object part;
        if (value is Array array)
        {
            part = Array.CreateInstance(array.GetType().GetElementType()!, length);
            Array.Copy(array, start, (Array)part, 0, length);
        }
        else if (value is string text)
        {
            part = text.Substring(start, length);
        }
        else
        {
            evaluator.RefuseConstruct(pattern, "a slice of a list", "match an array");
            return null;
        }

        return PatternRules.Matches(evaluator, pattern.Pattern!, part, scope);
    }
}

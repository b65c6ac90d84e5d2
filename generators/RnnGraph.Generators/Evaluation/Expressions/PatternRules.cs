using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Patterns.</summary>
internal static class PatternRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IIsPatternOperation>(
            OperationKind.IsPattern,
            "is, with patterns: constant, relational, and/or/not, type, declaration, property, positional, list",
            "spec is { Peephole: true }",
            IsPattern),
    ];

    private static object? IsPattern(Evaluator evaluator, IIsPatternOperation operation, Scope scope)
    {
        var value = evaluator.Evaluate(operation.Value, scope);
        return value is Poison ? value : (object?)Matches(evaluator, operation.Pattern, value, scope) ?? Poison.Value;
    }

    /// <summary>Whether a value matches; null when something in the pattern could not be evaluated.</summary>
    public static bool? Matches(Evaluator evaluator, IPatternOperation pattern, object? value, Scope scope)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation constant:
                return Constant(evaluator, constant, value, scope);
            case IRelationalPatternOperation relational:
                return Relational(evaluator, relational, value, scope);
            case INegatedPatternOperation negated:
                return !Matches(evaluator, negated.Pattern, value, scope);
            case IBinaryPatternOperation binary:
                var left = Matches(evaluator, binary.LeftPattern, value, scope);
                return left is null || left == (binary.OperatorKind == BinaryOperatorKind.Or) ? left : Matches(evaluator, binary.RightPattern, value, scope);
            case ITypePatternOperation type:
                return TypeTests.Is(evaluator, value, type.MatchedType, scope);
            case IDeclarationPatternOperation declaration:
                return Declares(evaluator, declaration, value, scope);
            case IRecursivePatternOperation recursive:
                return CompositePatterns.Recursive(evaluator, recursive, value, scope);
            case IListPatternOperation list:
                return CompositePatterns.List(evaluator, list, value, scope);
            default:
                evaluator.RefuseConstruct(pattern);
                return null;
        }
    }

    private static bool? Constant(Evaluator evaluator, IConstantPatternOperation pattern, object? value, Scope scope)
    {
        var expected = evaluator.Evaluate(pattern.Value, scope);
        return expected is Poison ? null : Equals(expected, value);
    }

    private static bool? Relational(Evaluator evaluator, IRelationalPatternOperation pattern, object? value, Scope scope)
    {
        var bound = evaluator.Evaluate(pattern.Value, scope);
        if (bound is Poison)
        {
            return null;
        }

        return value is not null && bound is not null && value.GetType() == bound.GetType()
            && (bool)Arithmetic.Apply(pattern.OperatorKind, EnumNumbers.Of(value), EnumNumbers.Of(bound), isChecked: false);
    }

    private static bool Declares(Evaluator evaluator, IDeclarationPatternOperation pattern, object? value, Scope scope)
    {
        var matches = pattern.MatchesNull || TypeTests.Is(evaluator, value, pattern.MatchedType ?? pattern.NarrowedType, scope);
        if (matches && pattern.DeclaredSymbol is { } variable)
        {
            scope.Declare(variable, value);
        }

        return matches;
    }
}

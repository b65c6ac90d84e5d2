using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Substitutes;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Interpolated strings.</summary>
internal static class TextRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IInterpolatedStringOperation>(
            OperationKind.InterpolatedString, "interpolated strings, always in the invariant culture", "$\"l{layer}.i\"", Interpolate),
    ];

    private static object? Interpolate(Evaluator evaluator, IInterpolatedStringOperation operation, Scope scope)
    {
        var text = new StringBuilder();
        foreach (var part in operation.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal:
                    text.Append(literal.Text.ConstantValue.Value as string);
                    break;
                case IInterpolationOperation hole when Fill(evaluator, hole, scope) is { } filled:
                    text.Append(filled);
                    break;
                case IInterpolationOperation:
                    return Poison.Value;
                default:
                    return evaluator.RefuseConstruct(operation);
            }
        }

        Lengths.Check(text.Length);
        return text.ToString();
    }

    private static string? Fill(Evaluator evaluator, IInterpolationOperation hole, Scope scope)
    {
        var value = evaluator.Evaluate(hole.Expression, scope);
        if (value is Poison)
        {
            return null;
        }

        var text = Formatting.Format(value, hole.FormatString?.ConstantValue.Value as string);
        if (hole.Alignment is not { } alignment || evaluator.Evaluate(alignment, scope) is not int width)
        {
            return text;
        }

        return width < 0 ? text.PadRight(Lengths.Check(-width)) : text.PadLeft(Lengths.Check(width));
    }
}

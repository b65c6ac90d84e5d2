using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Expressions;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>Evaluates the arguments of a call.</summary>
internal static class Arguments
{
    /// <summary>The values by position. They are listed in the order of evaluation, defaults and <c>params</c> arrays among them.</summary>
    public static object?[] Evaluate(Evaluator evaluator, ImmutableArray<IArgumentOperation> arguments, int count, Scope scope)
    {
        var values = new object?[count];
        foreach (var argument in arguments)
        {
            values[argument.Parameter!.Ordinal] = argument.Parameter.RefKind switch
            {
                RefKind.None or RefKind.In => evaluator.Evaluate(argument.Value, scope),
                RefKind.Out => null,
                _ => evaluator.RefuseConstruct(argument, "an argument passed by reference", "return the new value"),
            };
        }

        return values;
    }

    /// <summary>Assigns what a call wrote to its <c>out</c> arguments; poison when the call failed.</summary>
    public static void WriteBack(Evaluator evaluator, ImmutableArray<IArgumentOperation> arguments, object?[] values, bool isKnown, Scope scope)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter!.RefKind == RefKind.Out)
            {
                AssignmentTargets.Assign(evaluator, argument.Value, isKnown ? values[argument.Parameter.Ordinal] : Poison.Value, scope);
            }
        }
    }
}

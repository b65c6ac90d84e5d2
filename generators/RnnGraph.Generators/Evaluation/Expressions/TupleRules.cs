using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Tuples.</summary>
internal static class TupleRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<ITupleOperation>(OperationKind.Tuple, "tuples of up to seven elements", "(\"U\", r * h)", Tuple),
    ];

    private static object? Tuple(Evaluator evaluator, ITupleOperation tuple, Scope scope)
    {
        var elements = tuple.Elements.Select(e => evaluator.Evaluate(e, scope)).ToArray();
        if (Poison.In(elements))
        {
            return Poison.Value;
        }

        if ((tuple.Type ?? tuple.NaturalType) is not { } declared || evaluator.Types.Find(declared, scope.Frame.Types) is not { } type)
        {
            return evaluator.RefuseConstruct(tuple, "a tuple with an element of a type that a definition may not use", "use other types");
        }

        var types = type.GetGenericArguments();
        return Activator.CreateInstance(type, elements.Select((e, i) => Coercion.To(e, types[i])).ToArray());
    }
}

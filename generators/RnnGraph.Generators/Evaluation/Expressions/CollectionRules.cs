using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Diagnostics;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Substitutes;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Arrays and collection expressions.</summary>
internal static class CollectionRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IArrayCreationOperation>(OperationKind.ArrayCreation, "arrays of one dimension", "new Node[layers]", Array),
        OperationRow.Expression<ICollectionExpressionOperation>(
            OperationKind.CollectionExpression, "collection expressions, with spreads", "[x, .. gates]", Collection),
    ];

    private static object? Array(Evaluator evaluator, IArrayCreationOperation creation, Scope scope)
    {
        var element = ((IArrayTypeSymbol)creation.Type!).ElementType;
        if (creation.DimensionSizes.Length != 1)
        {
            return evaluator.RefuseConstruct(creation, "an array of several dimensions", "use an array of arrays");
        }

        if (evaluator.Types.Find(element, scope.Frame.Types) is not { } type)
        {
            return evaluator.Refuse(SubsetRules.MethodNotAllowed, creation, element.ToDisplayString());
        }

        if (creation.Initializer is { } initializer)
        {
            return Fill(type, initializer.ElementValues.Select(e => evaluator.Evaluate(e, scope)).ToList());
        }

        if (evaluator.Evaluate(creation.DimensionSizes[0], scope) is not int length)
        {
            return Poison.Value;
        }

        if (length < 0)
        {
            return evaluator.Throws(creation, $"the length {length} is negative");
        }

        var empty = Defaults.Of(evaluator, element, scope.Frame.Types);
        return Fill(type, Enumerable.Repeat(empty, Lengths.Check(length)).ToList());
    }

    /// <summary>An array of the values; poison if one of them is, because a typed array can't hold it.</summary>
    private static object Fill(Type element, IReadOnlyList<object?> values)
    {
        if (values.Any(v => v is Poison))
        {
            return Poison.Value;
        }

        var array = System.Array.CreateInstance(element, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array.SetValue(Coercion.To(values[i], element), i);
        }

        return array;
    }

    private static object? Collection(Evaluator evaluator, ICollectionExpressionOperation expression, Scope scope)
    {
        var values = new List<object?>();
        foreach (var element in expression.Elements)
        {
            if (element is not ISpreadOperation spread)
            {
                values.Add(evaluator.Evaluate(element, scope));
            }
            else if (evaluator.Evaluate(spread.Operand, scope) is IEnumerable items)
            {
                values.AddRange(items.Cast<object?>());
                Lengths.Check(values.Count);
            }
            else
            {
                values.Add(Poison.Value);
            }
        }

        return evaluator.Types.Find(expression.Type!, scope.Frame.Types) is { } type && Build(type, values) is { } built
            ? built
            : evaluator.RefuseConstruct(expression, $"a collection expression of type {expression.Type?.ToDisplayString()}", "make an array or a List");
    }

    private static object? Build(Type type, IReadOnlyList<object?> values)
    {
        if (type.IsArray)
        {
            return Fill(type.GetElementType()!, values);
        }

        if (values.Any(v => v is Poison))
        {
            return Poison.Value;
        }

        if (type.IsInterface)
        {
            // Any type that implements it will do, as long as it can grow where the interface allows that.
            var list = typeof(List<>).MakeGenericType(type.GetGenericArguments()[0]);
            return type.IsAssignableFrom(list) ? Build(list, values) : null;
        }

        if (type.GetConstructor(Type.EmptyTypes) is null || type.GetMethod("Add") is not { } add)
        {
            return null;
        }

        var made = Activator.CreateInstance(type)!;
        foreach (var value in values)
        {
            add.Invoke(made, new[] { Coercion.To(value, add.GetParameters()[0].ParameterType) });
        }

        return made;
    }
}

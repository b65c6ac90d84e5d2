using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Elements and slices of arrays, lists and strings.</summary>
internal static class ElementRules
{
    public static IEnumerable<OperationRow> Rows =>
    [
        OperationRow.Expression<IArrayElementReferenceOperation>(
            OperationKind.ArrayElementReference, "elements and slices of arrays, also counted from the end", "gates[^1]", Element),
        OperationRow.Expression<IImplicitIndexerReferenceOperation>(
            OperationKind.ImplicitIndexerReference, "elements and slices of lists and strings, counted from the end", "list[^1]", ImplicitElement),
        OperationRow.Expression<IRangeOperation>(OperationKind.Range, "ranges", "1..^1", Range),
    ];

    private static object? Element(Evaluator evaluator, IArrayElementReferenceOperation reference, Scope scope)
    {
        var array = evaluator.Evaluate(reference.ArrayReference, scope);
        var index = Index(evaluator, reference, scope);
        return Poison.In(array, index) || index is null ? Poison.Value : At(array, index);
    }

    private static object? Index(Evaluator evaluator, IArrayElementReferenceOperation reference, Scope scope) =>
        reference.Indices.Length == 1 ? evaluator.Evaluate(reference.Indices[0], scope) : evaluator.RefuseConstruct(reference);

    private static object? ImplicitElement(Evaluator evaluator, IImplicitIndexerReferenceOperation reference, Scope scope)
    {
        var collection = evaluator.Evaluate(reference.Instance, scope);
        var index = evaluator.Evaluate(reference.Argument, scope);
        return Poison.In(collection, index) || index is null ? Poison.Value : At(collection, index);
    }

    private static object? At(object? collection, object index)
    {
        switch (collection, index)
        {
            case (Array array, Slice slice):
                var (start, length) = slice.Within(array.Length);
                var part = Array.CreateInstance(array.GetType().GetElementType()!, length);
                Array.Copy(array, start, part, 0, length);
                return part;
            case (string text, Slice slice):
                var (first, count) = slice.Within(text.Length);
                return text.Substring(first, count);
            case (string text, _):
                return text[Checked(index, text.Length)];
            case (IList list, not Slice):
                return list[Checked(index, list.Count)];
            case (null, _):
                throw new EvaluatedException("the collection is null");
            default:
                throw new EvaluatedException("this collection can't be sliced");
        }
    }

    private static int Checked(object index, int length)
    {
        var position = Slice.Position(index, length);
        return position >= 0 && position < length
            ? position
            : throw new EvaluatedException($"the index {position} is outside a length of {length}");
    }

    private static object? Range(Evaluator evaluator, IRangeOperation range, Scope scope)
    {
        var start = range.LeftOperand is null ? null : evaluator.Evaluate(range.LeftOperand, scope);
        var end = range.RightOperand is null ? null : evaluator.Evaluate(range.RightOperand, scope);
        return Poison.In(start, end) ? Poison.Value : new Slice(start, end);
    }

    /// <summary>Stores into an element of an array.</summary>
    public static void Store(Evaluator evaluator, IArrayElementReferenceOperation reference, object? value, Scope scope)
    {
        var target = evaluator.Evaluate(reference.ArrayReference, scope);
        var index = Index(evaluator, reference, scope);
        if (target is not Array array || Poison.In(value, index))
        {
            // A typed array can't hold poison, so from now on the whole of it is.
            evaluator.MarkUnreliable(target);
        }
        else if (evaluator.Statics.Owns(array))
        {
            evaluator.Statics.RefuseChange(reference);
        }
        else
        {
            array.SetValue(Coercion.To(value, array.GetType().GetElementType()!), Checked(index!, array.Length));
        }
    }
}

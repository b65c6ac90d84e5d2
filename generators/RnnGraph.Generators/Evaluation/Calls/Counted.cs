using System.Collections;
using Microsoft.CodeAnalysis;

namespace RnnGraph.Generators.Evaluation.Calls;

/// <summary>
/// A lazy sequence that counts its elements against the budget: <c>xs = xs.Concat(xs)</c> forty times over is a short program with a long result.
/// </summary>
internal sealed class Counted<T> : IEnumerable<T>
{
    private readonly IEnumerable<T> _items;
    private readonly Action _count;

    public Counted(IEnumerable<T> items, Action count)
    {
        _items = items;
        _count = count;
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var item in _items)
        {
            _count();
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Wraps what methods of Enumerable return.</summary>
internal static class Counted
{
    public static object? Wrap(object? result, IMethodSymbol method, Evaluator evaluator, IOperation at, Types.TypeArguments types)
    {
        if (result is null or Poison || method.OriginalDefinition.ReturnType.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T
            || method.ContainingType.Name != nameof(Enumerable)
            || evaluator.Types.Find(method.ReturnType, types) is not { } sequence)
        {
            return result;
        }

        Action count = () => evaluator.TakeStep(at);
        return Activator.CreateInstance(typeof(Counted<>).MakeGenericType(sequence.GetGenericArguments()[0]), result, count);
    }
}

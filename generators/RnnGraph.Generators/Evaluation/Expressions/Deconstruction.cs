using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGraph.Generators.Evaluation.Calls;
using RnnGraph.Generators.Evaluation.Types;
using RnnGraph.Generators.Evaluation.Values;

namespace RnnGraph.Generators.Evaluation.Expressions;

/// <summary>Takes a tuple, a key-value pair, a record or an object with a Deconstruct method apart.</summary>
internal static class Deconstruction
{
    /// <summary>The parts; null when there are none, in which case a diagnostic says why.</summary>
    public static object?[]? Split(Evaluator evaluator, object? value, int count, IOperation at, Scope scope)
    {
        switch (value)
        {
            case Poison:
                return null;
            case null:
                evaluator.Throws(at, "the value to take apart is null");
                return null;
            case ScriptObject own:
                return Split(evaluator, own, count, at);
        }

        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            return new[] { type.GetProperty("Key")!.GetValue(value), type.GetProperty("Value")!.GetValue(value) };
        }

        if (type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            return Enumerable.Range(1, count).Select(i => type.GetField("Item" + i.ToString(CultureInfo.InvariantCulture))!.GetValue(value)).ToArray();
        }

        evaluator.RefuseConstruct(at, "a deconstruction of a library type", "use its properties");
        return null;
    }

    private static object?[]? Split(Evaluator evaluator, ScriptObject own, int count, IOperation at)
    {
        for (var type = own.Type; type is not null; type = type.BaseType)
        {
            var method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count);
            if (method is null)
            {
                continue;
            }

            if (evaluator.Source.Body(method, evaluator.Cancellation) is not { } body)
            {
                return Positional(own, type, method);
            }

            SourceCalls.Run(evaluator, method, body, captured: null, own, TypeArguments.Of(type), new object?[count], out var written);
            return written;
        }

        evaluator.RefuseConstruct(at, "a deconstruction by an extension method", "give the type a Deconstruct method of its own");
        return null;
    }

    /// <summary>The properties that a record's own Deconstruct reads: those named like its parameters.</summary>
    private static object?[] Positional(ScriptObject own, INamedTypeSymbol type, IMethodSymbol method) =>
        method.Parameters
            .Select(p => type.GetMembers(p.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property && own.TryGet(property, out var value) ? value : null)
            .ToArray();
}

using RnnGraph.Generators.Evaluation.Types;

namespace RnnGraph.Generators.Evaluation.Values;

/// <summary>Fits a value to the run-time type of the place it goes to.</summary>
internal static class Coercion
{
    public static object? To(object? value, Type type)
    {
        if (value is null || type.IsInstanceOfType(value))
        {
            return value;
        }

        if (value is ScriptFunction function && typeof(Delegate).IsAssignableFrom(type) && DelegateShims.Make(function, type) is { } made)
        {
            return made;
        }

        throw new EvaluatedException($"a value of type {value.GetType().Name} is given where {type.Name} is needed");
    }
}

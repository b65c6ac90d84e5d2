namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>The argument check that a public definition may begin with.</summary>
internal static class Checks
{
    public static void ThrowIfNull(object? argument, string? name)
    {
        if (argument is null)
        {
            throw new EvaluatedException($"the argument '{name}' is null");
        }
    }
}

namespace RnnGraph.Generators.Evaluation;

/// <summary>
/// The value of what could not be evaluated. A diagnostic says why already, so whatever is computed from it is poison too, silently; what doesn't depend on it
/// goes on, so that one run reports every independent error.
/// </summary>
internal sealed class Poison
{
    private Poison()
    {
    }

    public static Poison Value { get; } = new();

    public static bool In(params object?[] values)
    {
        foreach (var value in values)
        {
            if (value is Poison)
            {
                return true;
            }
        }

        return false;
    }
}

namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>Bounds what one call may allocate, because the step budget doesn't see it.</summary>
internal static class Lengths
{
    public static int Check(int length)
    {
        if (length > Budget.MaximalLength)
        {
            throw new EvaluatedException($"a definition may make nothing longer than {Budget.MaximalLength} elements, and this would have {length}");
        }

        return length;
    }
}

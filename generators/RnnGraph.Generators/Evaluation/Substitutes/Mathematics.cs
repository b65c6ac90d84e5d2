namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>Members of <see cref="Math"/> that .NET Framework, on which an editor may run the generator, doesn't have.</summary>
internal static class Mathematics
{
    public static int Clamp(int value, int min, int max) => Check(min <= max) ? Math.Min(Math.Max(value, min), max) : value;

    public static long Clamp(long value, long min, long max) => Check(min <= max) ? Math.Min(Math.Max(value, min), max) : value;

    public static float Clamp(float value, float min, float max) => Check(!(min > max)) ? value < min ? min : value > max ? max : value : value;

    public static double Clamp(double value, double min, double max) => Check(!(min > max)) ? value < min ? min : value > max ? max : value : value;

    private static bool Check(bool inOrder) => inOrder ? true : throw new EvaluatedException("Math.Clamp: the lower bound is above the upper one");
}

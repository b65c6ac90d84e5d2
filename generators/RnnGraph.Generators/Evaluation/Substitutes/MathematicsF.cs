namespace RnnGraph.Generators.Evaluation.Substitutes;

/// <summary>
/// The exact members of MathF, which .NET Standard doesn't have. Each is computed in double and rounded once; for a square root that gives the same bits as
/// computing it in float, because double has more than twice as many digits.
/// </summary>
internal static class MathematicsF
{
    public static float Abs(float x) => Math.Abs(x);

    public static float Ceiling(float x) => (float)Math.Ceiling(x);

    public static float Floor(float x) => (float)Math.Floor(x);

    public static float Max(float x, float y) => Math.Max(x, y);

    public static float Min(float x, float y) => Math.Min(x, y);

    public static float Round(float x) => (float)Math.Round(x);

    public static int Sign(float x) => Math.Sign(x);

    public static float Sqrt(float x) => (float)Math.Sqrt(x);

    public static float Truncate(float x) => (float)Math.Truncate(x);
}

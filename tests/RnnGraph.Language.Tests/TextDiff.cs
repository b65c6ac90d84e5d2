namespace RnnGraph.Language.Tests;

/// <summary>Lines that one text has and the other lacks, in order, as a review shows them.</summary>
internal static class TextDiff
{
    /// <summary>The shortest diff, each line marked with - or +.</summary>
    public static IReadOnlyList<string> Between(string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var diff = new List<string>();
        var (x, y) = (0, 0);
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                (x, y) = (x + 1, y + 1);
            }
            else if (y == b.Length || (x < a.Length && common[x + 1, y] >= common[x, y + 1]))
            {
                diff.Add("-" + a[x++].Trim());
            }
            else
            {
                diff.Add("+" + b[y++].Trim());
            }
        }

        return diff;
    }
}

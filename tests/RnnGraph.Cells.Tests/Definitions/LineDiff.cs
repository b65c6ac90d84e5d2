namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>Counts lines as a reviewer's diff does.</summary>
internal static class LineDiff
{
    /// <summary>Lines removed and lines added by the smallest edit that makes <paramref name="after"/> of <paramref name="before"/>.</summary>
    public static (int Removed, int Added) Count(string before, string after)
    {
        var (left, right) = (before.Split('\n'), after.Split('\n'));
        var kept = LongestCommon(left, right);
        return (left.Length - kept, right.Length - kept);
    }

    private static int LongestCommon(string[] left, string[] right)
    {
        var row = new int[right.Length + 1];
        foreach (var line in left)
        {
            var diagonal = 0;
            for (var at = 1; at <= right.Length; at++)
            {
                var above = row[at];
                row[at] = string.Equals(line, right[at - 1], StringComparison.Ordinal) ? diagonal + 1 : Math.Max(above, row[at - 1]);
                diagonal = above;
            }
        }

        return row[^1];
    }
}

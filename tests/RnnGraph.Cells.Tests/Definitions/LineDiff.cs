namespace RnnGraph.Cells.Tests.Definitions;

/// <summary>Counts lines as a reviewer's diff does.</summary>
internal static class LineDiff
{
    /// <summary>Lines removed and lines added by the smallest edit that makes <paramref name="after"/> of <paramref name="before"/>.</summary>
    public static (int Removed, int Added) Count(string before, string after)
    {
        var (removed, added) = Between(before, after);
        return (removed.Count, added.Count);
    }

    /// <summary>The lines that this edit removes, and those that it adds.</summary>
    public static (List<string> Removed, List<string> Added) Between(string before, string after)
    {
        var (left, right) = (before.Split('\n'), after.Split('\n'));
        var common = LongestCommon(left, right);
        List<string> removed = [], added = [];
        int l = 0, r = 0;
        while (l < left.Length || r < right.Length)
        {
            if (l < left.Length && r < right.Length && string.Equals(left[l], right[r], StringComparison.Ordinal))
                (l, r) = (l + 1, r + 1);
            else if (r == right.Length || (l < left.Length && common[l + 1, r] >= common[l, r + 1]))
                removed.Add(left[l++]);
            else
                added.Add(right[r++]);
        }

        return (removed, added);
    }

    /// <summary>How many lines can be kept from each pair of places on.</summary>
    private static int[,] LongestCommon(string[] left, string[] right)
    {
        var common = new int[left.Length + 1, right.Length + 1];
        for (var l = left.Length - 1; l >= 0; l--)
        {
            for (var r = right.Length - 1; r >= 0; r--)
                common[l, r] = string.Equals(left[l], right[r], StringComparison.Ordinal) ? common[l + 1, r + 1] + 1 : Math.Max(common[l + 1, r], common[l, r + 1]);
        }

        return common;
    }
}

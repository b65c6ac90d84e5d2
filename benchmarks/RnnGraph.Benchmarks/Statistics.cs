namespace RnnGraph.Benchmarks;

/// <summary>Medians: one slow run in between doesn't count.</summary>
internal static class Statistics
{
    public static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

using System.Globalization;
using System.Text;

namespace RnnGraph.Cells.Tests.Oracles;

/// <summary>Compares two results tensor by tensor.</summary>
internal static class Agreement
{
    /// <summary>
    /// Double kernels: about a thousand roundings of 1.1e-16 in the longest sums of the grid, and vector functions of a few units in the last place, both amplified by the steps of the
    /// backward pass, stay below this share of a tensor's largest magnitude.
    /// </summary>
    public const double DoubleTolerance = 1e-12;

    /// <summary>Float kernels: the same with roundings of 6e-8.</summary>
    public const double SingleTolerance = 1e-5;

    /// <summary>Asserts that every tensor of <paramref name="expected"/> is met within <paramref name="tolerance"/> of that tensor's largest magnitude, and that no other tensor came out.</summary>
    public static void AssertEqual(RunResult expected, RunResult actual, double tolerance, string about)
    {
        var report = Report(expected, actual, tolerance);
        Assert.True(report.Length == 0, $"{about}, tolerance {tolerance:g2} of a tensor's largest magnitude:\n{report}");
    }

    /// <summary>A line for every tensor that is not met; empty if all are.</summary>
    public static string Report(RunResult expected, RunResult actual, double tolerance)
    {
        var report = new StringBuilder();
        var given = actual.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
        foreach (var (name, values) in expected.Tensors)
        {
            if (!given.Remove(name, out var compared))
                report.AppendLine(CultureInfo.InvariantCulture, $"  {name}: missing");
            else if (Difference(values, compared, tolerance) is { } difference)
                report.AppendLine(CultureInfo.InvariantCulture, $"  {name}: {difference}");
        }

        foreach (var name in given.Keys)
            report.AppendLine(CultureInfo.InvariantCulture, $"  {name}: not expected");
        return report.ToString();
    }

    /// <summary>Asserts that two runs gave the same bits.</summary>
    public static void AssertSameBits(RunResult expected, RunResult actual, string about)
    {
        var differing = expected.Tensors.Zip(actual.Tensors)
            .Where(pair => pair.First.Name != pair.Second.Name || !pair.First.Values.AsSpan().SequenceEqual(pair.Second.Values))
            .Select(pair => pair.First.Name);
        Assert.True(!differing.Any(), $"{about}: these tensors have other bits: {string.Join(", ", differing)}");
    }

    /// <summary>What is wrong with <paramref name="actual"/>, or null. A tensor that must be 0 everywhere must be exactly 0.</summary>
    private static string? Difference(double[] expected, double[] actual, double tolerance)
    {
        if (expected.Length != actual.Length)
            return $"expected {expected.Length} values, given {actual.Length}";
        var largest = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var worst = -1;
        var error = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var here = Math.Abs(actual[i] - expected[i]);
            if (!(here <= tolerance * largest) && !(here <= error))
                (worst, error) = (i, here);
        }

        return worst < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"at {worst} of {expected.Length} expected {expected[worst]}, given {actual[worst]}; error {error / largest:g2} of the largest, {largest:g4}");
    }
}

using System.Globalization;
using RnnGraph.Training;

namespace RnnGraph.Benchmarks;

/// <summary>Millions of streaming steps of a GRU with a dense head as one network: how long they take, what they allocate, whether they stay right.</summary>
internal static class LongStream
{
    /// <summary>Runs; gives 0 if nothing was allocated, all blocks agreed and a reset cured a NaN.</summary>
    public static int Run(long steps)
    {
        var network = new Detector();
        var report = StreamProbe.Run(network, steps);
        FormattableString lines = $"""
            {report.Steps} steps of {network.Signature.Name}, 8 inputs, 32 units, 4 outputs
            median {report.Median.TotalMicroseconds:F2} µs, 99.9th percentile {report.Percentile999.TotalMicroseconds:F2} µs, maximum {report.Longest.TotalMicroseconds:F1} µs
            allocated {report.AllocatedBytes} bytes
            {string.Join(", ", report.DifferenceByBlock.Select(block => string.Create(CultureInfo.InvariantCulture, $"blocks of {block.Key}: largest difference {block.Value:G2}")))}
            vanishing values: median {report.MedianOfVanishing.TotalMicroseconds:F2} µs
            a NaN {(report.IsCuredByReset ? "is cured by a reset" : "is NOT cured by a reset")}
            """;
        Console.WriteLine(lines.ToString(CultureInfo.InvariantCulture));
        return report.AllocatedBytes == 0 && report.IsCuredByReset && report.DifferenceByBlock.Values.All(difference => difference < 1e-6) ? 0 : 1;
    }
}

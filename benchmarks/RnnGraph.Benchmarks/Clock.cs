using System.Diagnostics;

namespace RnnGraph.Benchmarks;

/// <summary>Seconds by the wall clock, or of this process's processor time, which other processes on a shared machine disturb less.</summary>
internal static class Clock
{
    public static bool CountsProcessorTime { get; set; }

    public static double Now => CountsProcessorTime
        ? Environment.CpuUsage.TotalTime.TotalSeconds
        : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
}

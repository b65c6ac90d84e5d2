using System.Diagnostics;
using System.Globalization;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>How long the very first streaming step takes in a fresh process, with and without Prepare.</summary>
internal static class FirstCall
{
    private const int Input = 32;
    private const int Hidden = 64;

    /// <summary>Measures in two fresh processes, as a method is compiled but once in each.</summary>
    public static void Run()
    {
        foreach (string[] arguments in (string[][])[["first-call-once"], ["first-call-once", "--prepare"]])
        {
            using var process = Process.Start(Environment.ProcessPath!, arguments);
            process.WaitForExit();
        }
    }

    /// <summary>Measures in this process.</summary>
    public static void RunOnce(bool prepare)
    {
        var cell = new Lstm(Input, Hidden);
        var state = cell.CreateState(1);
        float[] x = new float[Input], y = new float[Hidden];
        var preparing = Stopwatch.GetTimestamp();
        if (prepare)
            cell.Prepare();
        var prepared = Stopwatch.GetElapsedTime(preparing).TotalMilliseconds;
        var first = Microseconds(cell, x, y, state);
        var second = Microseconds(cell, x, y, state);
        for (var i = 0; i < 1000; i++)
            cell.Step(x, y, state);
        var later = Statistics.Median([.. Enumerable.Range(0, 1000).Select(_ => Microseconds(cell, x, y, state))]);
        var label = prepare ? $"with Prepare() ({prepared.ToString("F1", CultureInfo.InvariantCulture)} ms)" : "without Prepare()";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label,-28} first step {first,10:F1} µs, second {second,8:F1} µs, later {later,6:F2} µs"));
    }

    private static double Microseconds(RecurrentCell<float> cell, float[] x, float[] y, CellState<float> state)
    {
        var start = Stopwatch.GetTimestamp();
        cell.Step(x, y, state);
        var end = Stopwatch.GetTimestamp();
        return (end - start) * 1e6 / Stopwatch.Frequency;
    }
}

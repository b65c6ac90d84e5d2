using System.Globalization;
using System.Runtime.CompilerServices;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>Nanoseconds of one streaming step of an LSTM and a GRU, one row, by size: single steps, steps within a block, and single steps whose values are all denormal.</summary>
internal static class StreamBenchmark
{
    private const int Rounds = 15;
    private const int StepsPerRound = 20_000;

    public static void Run()
    {
        foreach (var (input, hidden) in new[] { (1, 8), (1, 16), (1, 20), (1, 32), (1, 40), (1, 64), (64, 64) })
        {
            Measure("LSTM", new Lstm(input, hidden), input, hidden);
            Measure("GRU", new GruTorch(input, hidden), input, hidden);
        }
    }

    private static void Measure(string name, RecurrentCell<float> cell, int input, int hidden)
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, StepsPerRound * input).Select(_ => (2 * random.NextSingle()) - 1)], y = new float[StepsPerRound * hidden];
        var vanishing = Array.ConvertAll(x, value => value * 1000 * float.Epsilon);
        cell.Prepare();
        double[] step = new double[Rounds], block = new double[Rounds], denormal = new double[Rounds];
        var state = cell.CreateState(1);
        for (var round = 0; round < Rounds; round++)
        {
            step[round] = Step(cell, x, y, input, hidden, state);
            var start = Clock.Now;
            cell.Steps(x, y, state);
            block[round] = (Clock.Now - start) * 1e9 / StepsPerRound;
            denormal[round] = Step(cell, vanishing, y, input, hidden, Vanishing(cell));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-4} {input,3} → {hidden,3}: Step {Statistics.Median(step),7:F1} ns, within Steps {Statistics.Median(block),7:F1} ns, Step with denormal values {Statistics.Median(denormal),7:F1} ns"));
    }

    // Compiled once and for all: it would be replaced in the middle of a round otherwise.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Step(RecurrentCell<float> cell, float[] x, float[] y, int input, int hidden, CellState<float> state)
    {
        var start = Clock.Now;
        for (var i = 0; i < StepsPerRound; i++)
            cell.Step(x.AsSpan(i * input, input), y.AsSpan(i * hidden, hidden), state);
        return (Clock.Now - start) * 1e9 / StepsPerRound;
    }

    private static CellState<float> Vanishing(RecurrentCell<float> cell)
    {
        var state = cell.CreateState(1);
        foreach (var info in cell.Signature.States)
            state[info.Name].Fill(1000 * float.Epsilon);
        return state;
    }
}

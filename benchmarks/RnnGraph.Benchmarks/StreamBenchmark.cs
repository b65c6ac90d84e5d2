using System.Globalization;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>Nanoseconds of one streaming step of an LSTM, one row, by size.</summary>
internal static class StreamBenchmark
{
    private const int Rounds = 15;
    private const int StepsPerRound = 20_000;

    public static void Run()
    {
        foreach (var (input, hidden) in new[] { (1, 8), (1, 16), (1, 20), (1, 32), (1, 40), (1, 64), (64, 64) })
        {
            var cell = new Lstm(input, hidden);
            var state = cell.CreateState(1);
            float[] x = new float[StepsPerRound * input], y = new float[StepsPerRound * hidden];
            cell.Prepare();
            double[] step = new double[Rounds], block = new double[Rounds];
            for (var round = 0; round < Rounds; round++)
            {
                var start = Clock.Now;
                for (var i = 0; i < StepsPerRound; i++)
                    cell.Step(x.AsSpan(i * input, input), y.AsSpan(i * hidden, hidden), state);
                step[round] = (Clock.Now - start) * 1e9 / StepsPerRound;
                start = Clock.Now;
                cell.Steps(x, y, state);
                block[round] = (Clock.Now - start) * 1e9 / StepsPerRound;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{input,3} → {hidden,3}: Step {Statistics.Median(step),7:F1} ns, within Steps {Statistics.Median(block),7:F1} ns"));
        }
    }
}

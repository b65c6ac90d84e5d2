using System.Globalization;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>
/// An LSTM and a GRU over a batch of sequences of lengths from one to all steps, evenly spread and shuffled, beside the same batch with all steps, in turns: the median ratio of their times,
/// and what it would be if steps that aren't there cost nothing, which is the share of the steps that are.
/// </summary>
internal static class RaggedBenchmark
{
    private const int Rounds = 15;
    private const double SecondsPerMeasurement = 0.05;

    public static void Run(LayerShape shape, int threads)
    {
        Run("lstm", new Lstm(shape.Input, shape.Hidden), shape, threads);
        Run("gru", new GruTorch(shape.Input, shape.Hidden), shape, threads);
    }

    private static void Run(string name, RecurrentCell<float> cell, LayerShape shape, int threads)
    {
        var (batch, steps, input, hidden) = shape;
        var random = new Random(1);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(steps * batch * input), dy = Draw(steps * batch * hidden), y = new float[dy.Length], dx = new float[x.Length];
        int[] lengths = [.. Enumerable.Range(0, batch).Select(row => Math.Max(1, steps * (row + 1) / batch))];
        random.Shuffle(lengths);
        var evaluation = cell.CreateWorkspace(steps, batch, Mode.Evaluate, threads);
        var training = cell.CreateWorkspace(steps, batch, Mode.Train, threads);
        var gradients = cell.CreateGradients();
        var share = lengths.Sum() / ((double)steps * batch);
        Report("forward", given => cell.Forward(evaluation, x, y, null, given));
        Report("train", given =>
        {
            cell.Forward(training, x, y, null, given);
            cell.Backward(training, dy, dx, null, gradients);
        });

        void Report(string mode, Action<int[]?> run)
        {
            run(null);
            run(lengths);
            var times = Math.Max(1, (int)(SecondsPerMeasurement / Seconds(run, null, 1)));
            var ratios = new double[Rounds];
            for (var round = 0; round < Rounds; round++)
                ratios[round] = Seconds(run, lengths, times) / Seconds(run, null, times);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-5} {shape,-16} {threads} thread(s) {mode,-8} {Statistics.Median(ratios),5:F2} of the time for {share:F2} of the steps"));
        }
    }

    private static double Seconds(Action<int[]?> run, int[]? lengths, int times)
    {
        var start = Clock.Now;
        for (var i = 0; i < times; i++)
            run(lengths);
        return (Clock.Now - start) / times;
    }
}

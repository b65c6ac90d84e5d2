using System.Globalization;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>
/// Training steps of an LSTM layer with ∂L/∂x over long sequences: in as much memory as all steps take, and in less. The two take turns; the shortest times are printed, and the
/// median of the ratios of each turn.
/// </summary>
internal static class LongSequence
{
    /// <param name="shape">The layer.</param>
    /// <param name="megabytes">The least memory, in units of 2²⁰ bytes.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <param name="rounds">How often each has its turn, after a first one that isn't counted.</param>
    public static void Run(LayerShape shape, int megabytes, int threads, int rounds)
    {
        var (batch, steps, input, hidden) = shape;
        var cell = new Lstm(input, hidden);
        var random = new Random(1);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(steps * batch * input), dy = Draw(steps * batch * hidden), y = new float[dy.Length], dx = new float[x.Length];
        var gradients = cell.CreateGradients();
        var whole = cell.CreateWorkspace(steps, batch, Mode.Train, threads);
        var segmented = cell.CreateWorkspace(steps, batch, Mode.Train, threads, memory: (long)megabytes << 20);
        double[] there = new double[rounds], thereInLess = new double[rounds], all = new double[rounds], less = new double[rounds];
        for (var round = -1; round < rounds; round++)
        {
            var (first, second) = (Seconds(whole), Seconds(segmented));
            if (round >= 0)
                (there[round], all[round], thereInLess[round], less[round]) = (first.Forward, first.Both, second.Forward, second.Both);
        }

        Print($"B={batch} T={steps} I={input} H={hidden}, {threads} thread(s)");
        Report("all steps", whole, there, all);
        Report("in less memory", segmented, thereInLess, less);
        Print($"  ratio of training steps {Statistics.Median([.. less.Zip(all, (l, a) => l / a)]):F3}");

        (double Forward, double Both) Seconds(Workspace<float> workspace)
        {
            var start = Clock.Now;
            cell.Forward(workspace, x, y);
            var forward = Clock.Now - start;
            cell.Backward(workspace, dy, dx, null, gradients);
            return (forward, Clock.Now - start);
        }
    }

    private static void Report(string what, Workspace<float> workspace, double[] forward, double[] both) => Print(
        $"  {what,-14} {workspace.Bytes / 1048576.0,8:F1} MiB, {workspace.SegmentSteps,6} steps at a time: forward {forward.Min(),7:F3} s, training step {both.Min(),7:F3} s");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

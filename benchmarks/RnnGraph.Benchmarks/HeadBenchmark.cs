using System.Globalization;

namespace RnnGraph.Benchmarks;

/// <summary>
/// Milliseconds of a language model's runs, B=32, T=64, H=128, one thread, by the size of its vocabulary: its head and loss over all rows at once, and a block of rows at a time,
/// as the runtime chooses. The two run in turns; medians are printed, and the median of the ratios of each turn.
/// </summary>
internal static class HeadBenchmark
{
    private const int Rounds = 15;
    private const int Steps = 64;
    private const int Batch = 32;
    private const int Hidden = 128;

    public static void Run()
    {
        foreach (var words in new[] { 100, 1000, 2000, 10_000 })
        {
            var network = new NextWord(words, Hidden);
            var random = new Random(1);
            int[] Draw() => [.. Enumerable.Range(0, Steps * Batch).Select(_ => random.Next(words))];
            int[] read = Draw(), next = Draw();
            var evaluation = network.CreateWorkspace(Steps, Batch, Mode.Evaluate);
            var training = network.CreateWorkspace(Steps, Batch, Mode.Train);
            var gradients = network.CreateGradients();
            Report(words, "evaluation", evaluation, () => Forward(evaluation));
            Report(words, "training forward", training, () => Forward(training));
            Report(words, "training backward", training, () => network.Backward(training, gradients), () => Forward(training));

            void Forward(Workspace<float> workspace) => network.Forward(workspace, new Inputs<float>(read).AndTokens(next), Outputs<float>.None);
        }
    }

    /// <summary>Measures one kind of run both ways.</summary>
    private static void Report(int words, string what, Workspace<float> workspace, Action run, Action? before = null)
    {
        double[] whole = new double[Rounds], swept = new double[Rounds];
        for (var round = -1; round < Rounds; round++)
        {
            var (atOnce, blocks) = (Seconds(int.MaxValue), Seconds(0));
            if (round >= 0)
                (whole[round], swept[round]) = (atOnce, blocks);
        }

        var ratio = Statistics.Median([.. swept.Zip(whole, (s, w) => s / w)]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{words,6} words, {what,-17} at once {Statistics.Median(whole) * 1e3,8:F2} ms, in blocks {Statistics.Median(swept) * 1e3,8:F2} ms, ratio {ratio:F2}"));

        double Seconds(int rows)
        {
            workspace.SweepRows = rows;
            var (times, sum) = (Math.Max(1, 2000 / words), 0.0);
            for (var i = 0; i < times; i++)
            {
                before?.Invoke();
                var start = Clock.Now;
                run();
                sum += Clock.Now - start;
            }

            return sum / times;
        }
    }
}

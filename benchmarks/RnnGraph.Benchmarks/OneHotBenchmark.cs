using System.Globalization;

namespace RnnGraph.Benchmarks;

/// <summary>
/// A character model that reads symbols as tokens, by gathers of weights, beside the same model that reads them as dense one-hot rows, by products: the median ratio of their times, in turns,
/// and what it would be if products alone took time, at one speed.
/// </summary>
internal static class OneHotBenchmark
{
    private const int Rounds = 21;
    private const double SecondsPerMeasurement = 0.05;
    private const int Symbols = 65;
    private const int Hidden = 128;

    public static void Run()
    {
        foreach (var (batch, steps) in new[] { (16, 50), (32, 64) })
            Run(batch, steps);
    }

    private static void Run(int batch, int steps)
    {
        var network = new NextSymbol(Symbols, Hidden);
        network.Initialize(1);
        var random = new Random(1);
        int[] Draw() => [.. Enumerable.Range(0, steps * batch).Select(_ => random.Next(Symbols))];
        int[] read = Draw(), next = Draw();
        var dense = new float[read.Length * Symbols];
        for (var i = 0; i < read.Length; i++)
            dense[(i * Symbols) + read[i]] = 1;
        var evaluation = network.CreateWorkspace(steps, batch, Mode.Evaluate);
        var training = network.CreateWorkspace(steps, batch, Mode.Train);
        var gradients = network.CreateGradients();

        // Multiply-adds of a row and step: gates from h and from x, the head; of each gradient the same, but none of x.
        var (recurrent, input, head) = (4.0 * Hidden * Hidden, 4.0 * Hidden * Symbols, (double)Hidden * Symbols);
        Report("forward", (recurrent + input + head) / (recurrent + head), x => Forward(evaluation, x));
        Report("train", ((3 * recurrent) + (2 * input) + (3 * head)) / (3 * (recurrent + head)), x =>
        {
            Forward(training, x);
            network.Backward(training, gradients);
        });

        void Forward(Workspace<float> workspace, bool asTokens) =>
            network.Forward(workspace, (asTokens ? new Inputs<float>(read) : new Inputs<float>(dense)).AndTokens(next), Outputs<float>.None);

        void Report(string mode, double bound, Action<bool> run)
        {
            run(true);
            run(false);
            var times = Math.Max(1, (int)(SecondsPerMeasurement / Seconds(run, asTokens: false, 1)));
            var ratios = new double[Rounds];
            for (var round = 0; round < Rounds; round++)
                ratios[round] = Seconds(run, asTokens: false, times) / Seconds(run, asTokens: true, times);
            var ratio = Statistics.Median(ratios);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"LSTM, {Symbols} symbols, {batch}x{steps}, H={Hidden}, one thread, {mode,-8} dense {ratio:F2} of the time by gathers; products alone {bound:F2}; {ratio / bound:P0}"));
        }
    }

    private static double Seconds(Action<bool> run, bool asTokens, int times)
    {
        var start = Clock.Now;
        for (var i = 0; i < times; i++)
            run(asTokens);
        return (Clock.Now - start) / times;
    }
}

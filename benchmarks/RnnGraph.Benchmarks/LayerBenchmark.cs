using System.Globalization;
using RnnGraph.Cells;

namespace RnnGraph.Benchmarks;

/// <summary>
/// Whole LSTM layers: peak, forward and training are measured in turns, so that what else the machine does weighs on all of them alike; medians are printed.
/// Operations are counted as 2·B·T·4·H·(I + H) forwards, three times that for a training step with ∂L/∂x.
/// </summary>
internal static class LayerBenchmark
{
    private const int Rounds = 15;
    private const double SecondsPerMeasurement = 0.05;

    /// <param name="shape">The layer.</param>
    /// <param name="threads">Threads of a run.</param>
    public static void Run(LayerShape shape, int threads)
    {
        var (batch, steps, input, hidden) = shape;
        var cell = new Lstm(input, hidden);
        var random = new Random(1);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(steps * batch * input), dy = Draw(steps * batch * hidden), y = new float[dy.Length], dx = new float[x.Length];
        var evaluation = cell.CreateWorkspace(steps, batch, Mode.Evaluate, threads);
        var training = cell.CreateWorkspace(steps, batch, Mode.Train, threads);
        var gradients = cell.CreateGradients();
        void Forward() => cell.Forward(evaluation, x, y);
        void Train()
        {
            // A new parameter version each time, as in training: backward copies are made anew.
            cell.Parameters.Update(static _ => { });
            cell.Forward(training, x, y);
            cell.Backward(training, dy, dx, null, gradients);
        }

        int forwardTimes = Repetitions(Forward), trainTimes = Repetitions(Train);
        double[] peak = new double[Rounds], forward = new double[Rounds], train = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            peak[round] = Peak.Measure();
            forward[round] = Seconds(Forward, forwardTimes);
            train[round] = Seconds(Train, trainTimes);
        }

        var operations = 2.0 * batch * steps * 4 * hidden * (input + hidden) / 1e9;
        Print($"B={batch} T={steps} I={input} H={hidden}, {threads} thread(s), {System.Numerics.Vector<float>.Count} lanes; peak of one core {Statistics.Median([.. peak]):F1} GFLOP/s");
        Report("forward", forward, operations, peak, threads);
        Report("train", train, 3 * operations, peak, threads);
    }

    private static void Report(string what, double[] seconds, double operations, double[] peak, int threads)
    {
        // The share is taken round by round, as the clock changes from one to the next.
        var share = Statistics.Median([.. seconds.Zip(peak, (s, p) => operations / s / p / threads)]);
        var median = Statistics.Median([.. seconds]);
        Print($"  {what,-8} {median * 1e3,9:F3} ms  {operations / median,7:F1} GFLOP/s  {share,6:P0} of peak");
    }

    private static int Repetitions(Action action)
    {
        action();
        action();
        return Math.Max(1, (int)(SecondsPerMeasurement / Seconds(action, 1)));
    }

    private static double Seconds(Action action, int times)
    {
        var start = Clock.Now;
        for (var i = 0; i < times; i++)
            action();
        return (Clock.Now - start) / times;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

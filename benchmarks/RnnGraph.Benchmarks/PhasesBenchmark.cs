using System.Globalization;
using RnnGraph.Cells;
using RnnGraph.Runtime;

namespace RnnGraph.Benchmarks;

/// <summary>
/// Where the time of a training step of an LSTM goes: each of its products alone, beside the whole step and the peak, in turns; medians. What the products don't take is elementwise work, copying in and
/// out and, on the way back, making the transposed copies.
/// </summary>
internal static class PhasesBenchmark
{
    private const int Rounds = 15;
    private const double SecondsPerMeasurement = 0.03;

    private static readonly (string Name, Phase Phase, bool IsBackward, bool OfInput)[] Products =
    [
        ("input product", Phase.InputProduct, false, true),
        ("recurrence", Phase.Recurrence, false, false),
        ("∂h, step by step", Phase.StateGradient, true, false),
        ("∂x", Phase.InputGradient, true, true),
        ("∂W", Phase.InputWeightGradient, true, true),
        ("∂U", Phase.StateWeightGradient, true, false),
    ];

    /// <param name="shape">The layer.</param>
    /// <param name="threads">Threads of a run.</param>
    public static void Run(LayerShape shape, int threads)
    {
        var lstm = new Lstm(shape.Input, shape.Hidden);
        var alone = new PhaseCell(lstm.Tables.Plan);
        alone.Initialize(1);
        lstm.Initialize(1);
        var (forward, backward) = Runs(lstm, shape, threads);

        // Every page of its memory is written to, as by whole runs: pages that nobody wrote to are slower to read.
        WorkspaceFill.WithNaN = true;
        var (phaseForward, phaseBackward) = Runs(alone, shape, threads);
        WorkspaceFill.WithNaN = false;

        // Before each run back a run there, which isn't timed.
        void NoPhase()
        {
            alone.Phase = Phase.None;
            phaseForward();
        }

        List<(Phase Phase, Action Before, Action Timed)> sides = [(Phase.None, Nothing, forward), (Phase.None, forward, backward), (Phase.None, Nothing, phaseForward), (Phase.None, NoPhase, phaseBackward)];
        sides.AddRange(Products.Select(product => product.IsBackward ? (product.Phase, (Action)NoPhase, phaseBackward) : (product.Phase, Nothing, phaseForward)));

        var peak = new double[Rounds];
        var seconds = sides.Select(_ => new double[Rounds]).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            var measured = Peak.Measure();
            for (var i = 0; i < sides.Count; i++)
            {
                var (phase, before, timed) = sides[i];
                var taken = Seconds(before, () => alone.Phase = phase, timed);
                if (round >= 0)
                    (peak[round], seconds[i][round]) = (measured, taken);
            }
        }

        var operations = 2.0 * shape.Batch * shape.Steps * 4 * shape.Hidden / 1e9;
        Print($"{shape}, {threads} thread(s), {System.Numerics.Vector<float>.Count} lanes; peak of one core {Statistics.Median(peak):F1} GFLOP/s");
        double[] left = [Statistics.Median(seconds[0]), Statistics.Median(seconds[1])];
        var whole = left.Sum();
        for (var i = 0; i < Products.Length; i++)
        {
            var (name, _, isBackward, ofInput) = Products[i];
            var own = seconds[4 + i].Zip(seconds[isBackward ? 3 : 2], (all, copies) => all - copies).ToArray();
            var (time, done) = (Statistics.Median(own), operations * (ofInput ? shape.Input : shape.Hidden));
            left[isBackward ? 1 : 0] -= time;
            var share = Statistics.Median([.. own.Zip(peak, (s, p) => done / s / p / threads)]);
            Print($"  {name,-18} {time * 1e3,9:F3} ms  {time / whole,6:P0} of the step  {done / time,7:F1} GFLOP/s  {share,6:P0} of peak");
        }

        Print($"  {"the rest, forward",-18} {left[0] * 1e3,9:F3} ms  {left[0] / whole,6:P0} of the step");
        Print($"  {"the rest, backward",-18} {left[1] * 1e3,9:F3} ms  {left[1] / whole,6:P0} of the step");
    }

    private static (Action Forward, Action Backward) Runs(RecurrentCell<float> cell, LayerShape shape, int threads)
    {
        var (batch, steps, input, hidden) = shape;
        var random = new Random(1);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(steps * batch * input), dy = Draw(steps * batch * hidden), y = new float[dy.Length], dx = new float[x.Length];
        var workspace = cell.CreateWorkspace(steps, batch, Mode.Train, threads);
        var gradients = cell.CreateGradients();
        return (() => cell.Forward(workspace, x, y), () => cell.Backward(workspace, dy, dx, null, gradients));
    }

    private static double Seconds(Action before, Action choose, Action timed)
    {
        var (times, seconds) = (0, 0.0);
        do
        {
            before();
            choose();
            var start = Clock.Now;
            timed();
            seconds += Clock.Now - start;
            times++;
        }
        while (seconds < SecondsPerMeasurement);
        return seconds / times;
    }

    private static void Nothing()
    {
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

using System.Globalization;
using RnnGraph.Benchmarks.Peers;

namespace RnnGraph.Benchmarks;

/// <summary>
/// The gradient of all parameters of a diagonal LSTM over one sequence, in double precision, beside C++ written by hand for one unit at a time and ADOL-C's tape, in turns: medians, and the median
/// of the ratios. Nothing but elementwise work, one row, step after step.
/// </summary>
internal static class DiagonalBenchmark
{
    private const int Rounds = 11;
    private const double SecondsPerMeasurement = 0.1;

    public static void Run()
    {
        var program = Path.Combine(PeersBenchmark.Folder(), "diagonal");
        foreach (var shape in new[] { new LayerShape(1, 1024, 14, 14), new LayerShape(1, 1024, 128, 128) })
        {
            foreach (var (name, how) in new[] { ("C++ by hand", "hand"), ("ADOL-C", "tape") })
            {
                var (peer, absent) = PeerProcess.Start(name, program, how);
                if (peer == null)
                {
                    Console.WriteLine($"absent: {absent}");
                    continue;
                }

                using (peer)
                    Compare(shape, peer);
            }
        }
    }

    private static void Compare(LayerShape shape, PeerProcess peer)
    {
        var ours = Make(shape);
        ours();
        if (peer.Prepare(new LayerCase("diagonal", shape, LayerCase.Train, 1)) is { } reason)
        {
            Console.WriteLine($"absent: {peer.Name}: {reason}");
            return;
        }

        var (ownTimes, theirTimes) = (Times(Seconds(ours, 1)), Times(peer.Run(1)));
        double[] own = new double[Rounds], theirs = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            own[round] = Seconds(ours, ownTimes) / ownTimes;
            theirs[round] = peer.Run(theirTimes) / theirTimes;
        }

        var ratio = Statistics.Median([.. theirs.Zip(own, (t, o) => t / o)]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{shape.Steps} steps, {shape.Hidden} units: RnnGraph {Statistics.Median(own) * 1e3:F3} ms   {peer.Name} {peer.Version} {Statistics.Median(theirs) * 1e3:F3} ms   {ratio:F2}x"));
    }

    /// <summary>A forward run and a backward run, with the gradients of all parameters.</summary>
    private static Action Make(LayerShape shape)
    {
        var cell = new DiagonalLstm(shape.Hidden);
        cell.Initialize(1);
        var random = new Random(1);
        double[] Draw() => [.. Enumerable.Range(0, shape.Steps * shape.Hidden).Select(_ => random.NextDouble() - 0.5)];
        double[] x = Draw(), dy = Draw(), y = new double[x.Length];
        var workspace = cell.CreateWorkspace(shape.Steps, 1);
        var gradients = cell.CreateGradients();
        return () =>
        {
            gradients.Clear();
            cell.Forward(workspace, x, y);
            cell.Backward(workspace, dy, Outputs<double>.None, null, gradients);
        };
    }

    private static int Times(double seconds) => Math.Max(1, (int)(SecondsPerMeasurement / seconds));

    private static double Seconds(Action action, int times)
    {
        var start = Clock.Now;
        for (var i = 0; i < times; i++)
            action();
        return Clock.Now - start;
    }
}

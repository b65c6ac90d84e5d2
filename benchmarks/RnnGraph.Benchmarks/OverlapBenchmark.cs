using System.Globalization;

namespace RnnGraph.Benchmarks;

/// <summary>
/// Milliseconds of stacks and of layers in both directions on several threads that share few rows: on one thread, with all threads at one scan after another, and with scans beside one another,
/// as the runtime chooses. The three run in turns; medians are printed, and the medians of the ratios of each turn.
/// </summary>
internal static class OverlapBenchmark
{
    private const int Rounds = 15;

    public static void Run(LayerShape shape, int threads)
    {
        Report("both directions", new BothDirections(shape.Input, shape.Hidden), shape, threads, outputs: 2);
        Report("two layers", new TwoLayers(shape.Input, shape.Hidden), shape, threads, outputs: 1);
        Report("four layers", new FourLayers(shape.Input, shape.Hidden), shape, threads, outputs: 1);
        Report("two layers, both directions", new TwoLayersBothDirections(shape.Input, shape.Hidden), shape, threads, outputs: 2);
    }

    private static void Report(string name, RecurrentNetwork<float> network, LayerShape shape, int threads, int outputs)
    {
        var random = new Random(1);
        float[] Draw(int features) => [.. Enumerable.Range(0, shape.Steps * shape.Batch * features).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] x = Draw(shape.Input), y = new float[shape.Steps * shape.Batch * outputs * shape.Hidden], dy = Draw(outputs * shape.Hidden), dx = new float[x.Length];
        var gradients = network.CreateGradients();
        foreach (var mode in new[] { Mode.Evaluate, Mode.Train })
        {
            var ways = new (int Threads, int Teams)[] { (1, 1), (threads, 1), (threads, int.MaxValue) };
            var workspaces = ways.Select(way =>
            {
                var workspace = network.CreateWorkspace(shape.Steps, shape.Batch, mode, way.Threads);
                workspace.Division.MostTeams = way.Teams;
                return workspace;
            }).ToArray();
            var times = Array.ConvertAll(ways, _ => new double[Rounds]);
            for (var round = -2; round < Rounds; round++)
            {
                for (var way = 0; way < ways.Length; way++)
                {
                    var seconds = Seconds(workspaces[way]);
                    if (round >= 0)
                        times[way][round] = seconds;
                }
            }

            double Ratio(int way, int to) => Statistics.Median([.. times[way].Zip(times[to], (a, b) => a / b)]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{shape}, {name,-27} {(mode == Mode.Train ? "training" : "forward"),-8} one thread {Statistics.Median(times[0]) * 1e3,8:F3} ms; of that on {threads}: {Ratio(1, 0):F2}, overlapping {Ratio(2, 0):F2}"));

            double Seconds(Workspace<float> workspace)
            {
                var runs = 0;
                var start = Clock.Now;
                do
                {
                    network.Forward(workspace, x, y);
                    if (mode == Mode.Train)
                        network.Backward(workspace, gradients, null, dy, dx);
                    runs++;
                }
                while (Clock.Now - start < 0.02);
                return (Clock.Now - start) / runs;
            }
        }
    }
}

using Chorales.Networks;
using RnnGraph.Training;
using Samples;

namespace Chorales;

/// <summary>The comparison with Chung, Gulcehre, Cho &amp; Bengio (2014), "Empirical evaluation of gated recurrent neural networks on sequence modeling": an LSTM of 36 units and a GRU of 46.
/// Every setting of the grid is trained with every seed; for each cell the setting with the least median loss on the validation set is taken; only then is the test set read, once, with each
/// seed's parameters best on the validation set.</summary>
/// <param name="music">Parts <c>train</c>, <c>valid</c> and <c>test</c>.</param>
/// <param name="options">What was asked for; each run has one thread.</param>
/// <param name="output">Where results go.</param>
internal sealed class Benchmark(IReadOnlyDictionary<string, Polyphony> music, RunOptions options, TextWriter output)
{
    private static readonly (CellKind Cell, int Units, double Published)[] Rows = [(CellKind.Lstm, 36, 8.67), (CellKind.Gru, 46, 8.54)];

    /// <summary>Makes all runs that aren't finished yet, and the table.</summary>
    /// <param name="folder">Where each run has its checkpoint.</param>
    /// <param name="seeds">Runs of each setting, from seeds 1, 2, ….</param>
    /// <param name="stop">Stops it; the same command goes on.</param>
    public void Run(string folder, int seeds, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var runs = (from row in Rows from setting in Setting.Grid(row.Cell) from seed in Enumerable.Range(1, seeds) select (setting, row.Units, Seed: (ulong)seed)).ToList();
        var results = new Result[runs.Count];
        var done = 0;
        Parallel.For(0, runs.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop }, index =>
        {
            var (setting, units, seed) = runs[index];
            var run = Begin(folder, setting, units, seed);
            results[index] = new(setting, seed, Train(run, stop), run.Time);
            lock (output)
            {
                output.WriteLine(Invariant.Text(
                    $"[{++done}/{runs.Count}] {setting}, seed {seed}: validation {results[index].Validation:F4} after pass {run.Passes.Best} of {run.Passes.All}, {run.Time.TotalSeconds:F1} s"));
            }
        });

        output.WriteLine();
        output.WriteLine("| cell | noise | dropout | rate | validation, median | least – greatest | s a run |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var setting in results.GroupBy(result => result.Setting))
        {
            output.WriteLine(Invariant.Text(
                $"| {setting.Key.Cell} | {setting.Key.Noise} | {setting.Key.Dropout} | {setting.Key.LearningRate} | {Text(Spread.Of(setting.Select(result => result.Validation)))} | {setting.Average(result => result.Time.TotalSeconds):F1} |"));
        }

        foreach (var row in Rows)
        {
            var chosen = results.GroupBy(result => result.Setting).Where(setting => setting.Key.Cell == row.Cell).MinBy(setting => Spread.Of(setting.Select(result => result.Validation)).Median)!;
            var test = Spread.Of(chosen.Select(result => Test(Begin(folder, result.Setting, row.Units, result.Seed))));
            output.WriteLine();
            output.WriteLine(Invariant.Text($"{row.Cell} of {row.Units} units, chosen: {chosen.Key}"));
            output.WriteLine(Invariant.Text(
                $"test: median {test.Median:F4} nats per frame over {seeds} seeds ({test.Least:F4} – {test.Greatest:F4}); Chung et al. {row.Published}: {(test.Median <= row.Published ? "reached" : "NOT REACHED")}"));
        }
    }

    private MusicRun Begin(string folder, Setting setting, int units, ulong seed)
    {
        var file = Path.Combine(folder, Invariant.Text($"{setting.Cell}-{setting.Noise}-{setting.Dropout}-{setting.LearningRate}-{seed}.safetensors").ToLowerInvariant());
        var run = new MusicRun(music, setting, options with { Hidden = units, Seed = seed, Threads = 1, Checkpoint = file });
        if (File.Exists(file))
            TrainerCheckpoint.Load(run.Trainer, file);
        if (run.Trainer.Updates > options.Passes * run.Source.BatchesPerPass)
            throw new InvalidDataException($"{file}: has made {run.Passes.All} passes, more than the {options.Passes} of --passes; give more, or another --folder");
        return run;
    }

    /// <summary>The best loss on the validation set; infinite if the run diverged, so that its setting isn't chosen.</summary>
    private double Train(MusicRun run, CancellationToken stop)
    {
        try
        {
            run.Trainer.Run(options.Passes * run.Source.BatchesPerPass, cancellation: stop);
            return run.Trainer.Best.Loss;
        }
        catch (TrainingDivergedException)
        {
            return double.PositiveInfinity;
        }
    }

    private static string Text(Spread spread) => Invariant.Text($"{spread.Median:F4} | {spread.Least:F4} – {spread.Greatest:F4}");

    private double Test(MusicRun run)
    {
        run.Trainer.Best.Restore();
        return run.Measure(music["test"]).Loss();
    }

    private sealed record Result(Setting Setting, ulong Seed, double Validation, TimeSpan Time);
}

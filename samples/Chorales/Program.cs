using System.CommandLine;
using Chorales.Networks;
using RnnGraph.Training;
using Samples;

namespace Chorales;

/// <summary>Learns to say which notes come next in Bach's chorales.</summary>
public static class Program
{
    /// <summary>What a single run draws in training, as the benchmark found it to serve.</summary>
    private const float Noise = 0.075f;
    private const float Dropout = 0.2f;

    private static readonly Option<string> Cell = Options.Choice("--cell", "gru", "The recurrent cell", ["gru", "lstm"]);
    private static readonly Option<int> Seeds = Options.Count("--seeds", 0, 0, "The benchmark: train every setting of the grid with so many seeds, an LSTM of 36 and a GRU of 46 units, then read the test set once; 0: one run.");
    private static readonly Option<string> Folder = new("--folder") { Description = "Where the benchmark's runs are saved; the same command goes on.", HelpName = "FOLDER", DefaultValueFactory = _ => "chorales-runs" };

    /// <summary>Runs the program.</summary>
    public static int Main(string[] args)
    {
        var command = new RunCommand(
            "Learns to say which notes come next in Bach's chorales, in nats per frame.",
            MusicData.What,
            MusicData.Origin,
            new(Passes: 300, Batch: 1, Hidden: 46, LearningRate: 0.002, Patience: 16, Checkpoint: "chorales.safetensors"),
            Cell,
            Seeds,
            Folder);
        return SampleProgram.Run(command.Root, args, (parsed, stop) => Run(parsed, command.Read(parsed), Console.Out, stop));
    }

    private static void Run(ParseResult parsed, RunOptions options, TextWriter output, CancellationToken stop)
    {
        var music = MusicData.Read(options.Data, "--data");
        foreach (var (name, part) in music.Where(part => part.Value.Frames > 0))
            output.WriteLine(Invariant.Text($"{name}: {part.Pieces} pieces, {part.Frames} frames; independent keys cost {IndependentKeys.Loss(music["train"], part):F2} nats per frame"));
        if (parsed.GetValue(Seeds) is > 0 and var seeds)
        {
            try
            {
                new Benchmark(music, options, output).Run(parsed.GetRequiredValue(Folder), seeds, stop);
            }
            catch (OperationCanceledException)
            {
                output.WriteLine("stopped; the same command goes on");
            }

            return;
        }

        var cell = parsed.GetRequiredValue(Cell) == "gru" ? CellKind.Gru : CellKind.Lstm;
        var run = new MusicRun(music, new Setting(cell, Noise, Dropout, options.LearningRate), options);
        output.WriteLine($"{cell.ToString().ToLowerInvariant()} of {options.Hidden} units, {run.Network.Parameters.Sum(parameter => parameter.Size)} parameters, seed {options.Seed}");
        SampleRun.Train(run.Trainer, run.Source, options, "nats per frame", output, stop);
    }
}

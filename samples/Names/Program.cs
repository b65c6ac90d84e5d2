using System.CommandLine;
using RnnGraph.Training;
using Samples;

namespace Names;

/// <summary>Learns names and writes new ones.</summary>
public static class Program
{
    private const string Origin = "names of newborns: names.txt of https://github.com/karpathy/makemore, or any list of your own";

    private static readonly Option<int> Sample = Options.Count("--sample", 1000, 0, "How many names to write; twenty of them are shown.");
    private static readonly Option<double> Temperature = Options.Number("--temperature", 1, "Of samples: 1 as the model says, smaller is safer, 0 always the likeliest.", value => value >= 0, "0 or more");

    /// <summary>Runs the program.</summary>
    public static int Main(string[] args)
    {
        var command = new RunCommand(
            "Learns names, character by character, and writes new ones.",
            "a text file, a name each line",
            Origin,
            new(Passes: 30, Batch: 32, Hidden: 128, LearningRate: 0.003, Patience: 6, Checkpoint: "names.safetensors"),
            Sample,
            Temperature);
        return SampleProgram.Run(command.Root, args, (parsed, stop) => Run(parsed, command.Read(parsed), Console.Out, stop));
    }

    private static void Run(ParseResult parsed, RunOptions options, TextWriter output, CancellationToken stop)
    {
        var names = OptionErrors.Name("--data", () => NameList.Read(options.Data));
        var network = new NameNetwork(names.Tokens, options.Hidden);
        network.Initialize(options.Seed);
        var source = new TokenSequences<float>(names.Encode(names.Training), names.Mark, options.Batch, options.Seed);
        var heldOut = new HeldOut<float>(network, new TokenSequences<float>(names.Encode(names.HeldOut), names.Mark, options.Batch, seed: null), options.Threads);
        var trainer = new Trainer<float>(network, source, new Adam<float>(new(options.LearningRate), network), options.Settings(source, heldOut.Loss));

        output.WriteLine($"{names.Training.Count} names to learn, {names.HeldOut.Count} held out, {names.Characters.Count} characters; {network.Parameters.Sum(parameter => parameter.Size)} parameters, seed {options.Seed}");
        output.WriteLine(Invariant.Text($"order-3 n-gram model: {names.Baseline():F4} nats per held-out character"));
        if (SampleRun.Train(trainer, source, options, "nats per character", output, stop) && parsed.GetValue(Sample) > 0)
            Show(names, new NameWriter(network, names, parsed.GetValue(Temperature), new RandomStream(options.Seed)), parsed.GetValue(Sample), output);
    }

    private static void Show(NameList names, NameWriter writer, int count, TextWriter output)
    {
        var written = Enumerable.Range(0, count).Select(_ => writer.Write()).ToList();
        var (learnt, heldOut) = (names.Training.ToHashSet(StringComparer.Ordinal), names.HeldOut.ToHashSet(StringComparer.Ordinal));
        output.WriteLine();
        foreach (var name in written.Take(20))
            output.WriteLine($"  {name}{(learnt.Contains(name) ? "  (learnt from)" : heldOut.Contains(name) ? "  (held out)" : "")}");
        output.WriteLine(
            $"of {count} names written, {written.Count(learnt.Contains)} were learnt from, {written.Count(heldOut.Contains)} held out and so found anew, "
            + $"{written.Count(name => !learnt.Contains(name) && !heldOut.Contains(name))} are in the data nowhere");
    }
}

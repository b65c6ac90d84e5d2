using System.CommandLine;
using RnnGraph.Training;
using Samples;

namespace Translate;

/// <summary>Learns to translate short sentences.</summary>
public static class Program
{
    private const string Origin = "pairs of Tatoeba (https://tatoeba.org), as https://www.manythings.org/anki has them (fra-eng), in small letters and with spaces between words and marks";

    private static readonly Option<int> Embedding = Options.Count("--embedding", 128, 1, "Features of a word.");
    private static readonly Option<int> Examples = Options.Count("--examples", 10, 0, "How many held-out sentences are shown with their translations.");

    /// <summary>Runs the program.</summary>
    public static int Main(string[] args)
    {
        var command = new RunCommand(
            "Learns to translate French to English with an encoder and a decoder.",
            "a text file, each line a French sentence, a tab and its English translation",
            Origin,
            new(Passes: 40, Batch: 64, Hidden: 256, LearningRate: 0.003, Patience: 6, Checkpoint: "translate.safetensors"),
            Embedding,
            Examples);
        return SampleProgram.Run(command.Root, args, (parsed, stop) => Run(parsed, command.Read(parsed), Console.Out, stop));
    }

    private static void Run(ParseResult parsed, RunOptions options, TextWriter output, CancellationToken stop)
    {
        var corpus = OptionErrors.Name("--data", () => Corpus.Read(options.Data));
        var network = new Translator(corpus.French.Count, corpus.English.Count + 1, parsed.GetValue(Embedding), options.Hidden);
        network.Initialize(options.Seed);
        var source = new TokenPairs<float>(corpus.Encode(corpus.Training), corpus.Mark, options.Batch, options.Seed);
        var heldOut = new HeldOut<float>(network, new TokenPairs<float>(corpus.Encode(corpus.HeldOut), corpus.Mark, options.Batch, seed: null), options.Threads);
        var trainer = new Trainer<float>(network, source, new Adam<float>(new(options.LearningRate), network), options.Settings(source, heldOut.Loss));

        output.WriteLine(
            $"{corpus.Training.Count} pairs to learn, {corpus.HeldOut.Count} held out; {corpus.French.Count} French words, {corpus.English.Count} English; "
            + $"{network.Parameters.Sum(parameter => parameter.Size)} parameters, seed {options.Seed}");
        if (!SampleRun.Train(trainer, source, options, "nats per word", output, stop))
            return;

        // Each French sentence once, with all its translations.
        var asked = corpus.HeldOut.GroupBy(pair => pair.French, pair => pair.English, StringComparer.Ordinal).ToList();
        var french = asked.ConvertAll(sentence => sentence.Key);
        var known = asked.ConvertAll(sentence => (IReadOnlyList<string>)[.. sentence]);
        var longest = 2 + corpus.Training.Max(pair => Words.Split(pair.English).Length);
        var writer = new Writer(network, corpus, longest);
        List<string> written = [.. french.Chunk(options.Batch).SelectMany(some => writer.Write(some))];
        output.WriteLine();
        for (var i = 0; i < Math.Min(parsed.GetValue(Examples), written.Count); i++)
            output.WriteLine($"  {french[i]}  →  {written[i]}{(known[i].Contains(written[i]) ? "" : $"   (known: {string.Join(" / ", known[i])})")}");
        Report("translated", Score.Of(written, known));
        Report("the most similar known sentence's translation", Score.Of(Neighbours.Write(corpus.Training, french), known));

        void Report(string what, Score score) => output.WriteLine(Invariant.Text($"{what}: {score.Exact:P1} of {french.Count} held-out sentences word for word, BLEU {score.Bleu:F3}"));
    }
}

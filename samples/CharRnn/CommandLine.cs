using System.CommandLine;
using System.Globalization;
using System.Numerics;
using RnnGraph.Training;

namespace CharRnn;

/// <summary>The options, their defaults and their limits.</summary>
internal sealed class CommandLine
{
    private static readonly CharTrainingSettings Defaults = new();

    private readonly Option<string?> text = new("--text") { Description = "The text to learn, UTF-8. Default: all C# sources of this checkout.", HelpName = "FILE" };
    private readonly Option<string> cell = Choice("--cell", "lstm", "The recurrent cell", [.. NetworkCatalogue.Cells]);
    private readonly Option<int> hidden = Count("--hidden", 192, 1, "Units of each layer.");
    private readonly Option<int> layers = Count("--layers", 1, 1, $"Stacked layers, at most {NetworkCatalogue.MostLayers}.", NetworkCatalogue.MostLayers);
    private readonly Option<int> batch = Count("--batch", Defaults.Batch, 1, "Parallel streams through the text.");
    private readonly Option<int> length = Count("--length", Defaults.Length, 1, "Steps that gradients reach back.");
    private readonly Option<int> steps = Count("--steps", 2000, 1, "Training steps.");
    private readonly Option<double> rate = Number("--lr", Defaults.LearningRate, "Adam's learning rate.", value => value > 0, "above 0");
    private readonly Option<ulong> seed = Parsed<ulong>(
        "--seed", Defaults.Seed, "What initial weights and samples are drawn from.", "N", NumberStyles.None, _ => true, $"a whole number 0 … {ulong.MaxValue}");
    private readonly Option<int> threads = Count("--threads", Environment.ProcessorCount, 1, "Threads; the results don't depend on it.");
    private readonly Option<int> evaluateEvery = Count("--evaluate-every", Defaults.EvaluateEvery, 1, "Measure the held-out loss whenever so many steps were taken.");
    private readonly Option<string?> checkpoint = new("--checkpoint") { Description = "Where the run is saved. Default: char-rnn.safetensors, and only when stopped.", HelpName = "FILE" };
    private readonly Option<int> checkpointEvery = Count("--checkpoint-every", 0, 0, "Save whenever so many steps were taken; 0: at the end and when stopped.");
    private readonly Option<bool> resume = new("--resume") { Description = "Go on from the checkpoint, bit for bit as if the run had never stopped." };
    private readonly Option<int> sample = Count("--sample", 300, 0, "Characters of each sample, at steps 100, 500, 2000 and the end; 0: none.");
    private readonly Option<string?> prompt = new("--prompt") { Description = "What samples go on from. Default: the start of a line.", HelpName = "TEXT" };
    private readonly Option<double> temperature = Number("--temperature", 0.8, "Of samples: 1 as the model says, smaller is safer, 0 always the likeliest.", value => value >= 0, "0 or more");
    private readonly Option<string?> json = new("--json") { Description = "Write loss curve, hash of the parameters and timing there.", HelpName = "FILE" };

    public CommandLine()
    {
        Root = new("Learns to write text, character by character, with a recurrent cell that is declared in this program.")
        {
            text, cell, hidden, layers, batch, length, steps, rate, seed, threads, evaluateEvery, checkpoint, checkpointEvery, resume, sample, prompt, temperature, json,
        };
    }

    public RootCommand Root { get; }

    public RunOptions Read(ParseResult result) => new()
    {
        Text = result.GetValue(text),
        Cell = result.GetRequiredValue(cell),
        Hidden = result.GetValue(hidden),
        Layers = result.GetValue(layers),
        Settings = new()
        {
            Batch = result.GetValue(batch),
            Length = result.GetValue(length),
            LearningRate = result.GetValue(rate),
            Seed = result.GetValue(seed),
            EvaluateEvery = result.GetValue(evaluateEvery),
        },
        Steps = result.GetValue(steps),
        Threads = result.GetValue(threads),
        Checkpoint = result.GetValue(checkpoint),
        CheckpointEvery = result.GetValue(checkpointEvery),
        Resume = result.GetValue(resume),
        Sample = result.GetValue(sample),
        Prompt = result.GetValue(prompt),
        Temperature = result.GetValue(temperature),
        Json = result.GetValue(json),
    };

    private static Option<string> Choice(string name, string value, string description, string[] choices)
    {
        var list = string.Join(", ", choices);
        return new(name)
        {
            Description = $"{description}: {list}.",
            HelpName = "NAME",
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                if (!choices.Contains(given))
                    result.AddError($"{name}: expected one of {list}, given {given}");
                return given;
            },
        };
    }

    private static Option<int> Count(string name, int value, int least, string description, int most = int.MaxValue)
        => Parsed<int>(name, value, description, "N", NumberStyles.AllowLeadingSign, value => value >= least && value <= most, $"a whole number {least} {(most == int.MaxValue ? "or more" : $"… {most}")}");

    private static Option<double> Number(string name, double value, string description, Func<double, bool> isGood, string expected)
        => Parsed<double>(name, value, description, "X", NumberStyles.Float, given => double.IsFinite(given) && isGood(given), $"a number {expected}");

    /// <summary>A number, written the same in every country. The parser's own conversion would take 0,001 for 1: a comma may group digits.</summary>
    private static Option<T> Parsed<T>(string name, T value, string description, string helpName, NumberStyles style, Func<T, bool> isGood, string expected)
        where T : INumberBase<T>
        => new(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                var token = result.Tokens[0].Value;
                if (!T.TryParse(token, style, CultureInfo.InvariantCulture, out var given) || !isGood(given))
                    result.AddError($"{name}: expected {expected}, given {token}");
                return given;
            },
        };
}

using System.CommandLine;
using RnnGraph.Training;
using Samples;

namespace CharRnn;

/// <summary>The options, their defaults and their limits.</summary>
internal sealed class CommandLine
{
    private static readonly CharTrainingSettings Defaults = new();

    private readonly Option<string?> text = Options.File("--text", "The text to learn, UTF-8. Default: all C# sources of this checkout.");
    private readonly Option<string> cell = Options.Choice("--cell", "lstm", "The recurrent cell", [.. NetworkCatalogue.Cells]);
    private readonly Option<int> hidden = Options.Count("--hidden", 192, 1, "Units of each layer.");
    private readonly Option<int> layers = Options.Count("--layers", 1, 1, $"Stacked layers, at most {NetworkCatalogue.MostLayers}.", NetworkCatalogue.MostLayers);
    private readonly Option<int> batch = Options.Count("--batch", Defaults.Batch, 1, "Parallel streams through the text.");
    private readonly Option<int> length = Options.Count("--length", Defaults.Length, 1, "Steps that gradients reach back.");
    private readonly Option<int> steps = Options.Count("--steps", 2000, 1, "Training steps.");
    private readonly Option<double> rate = Options.Number("--lr", Defaults.LearningRate, "Adam's learning rate.", value => value > 0, "above 0");
    private readonly Option<ulong> seed = Options.Seed(Defaults.Seed, "What initial weights and samples are drawn from.");
    private readonly Option<int> threads = Options.Threads();
    private readonly Option<int> evaluateEvery = Options.Count("--evaluate-every", Defaults.EvaluateEvery, 1, "Measure the held-out loss whenever so many steps were taken.");
    private readonly Option<string?> checkpoint = Options.File("--checkpoint", "Where the run is saved. Default: char-rnn.safetensors, and only when stopped.");
    private readonly Option<int> checkpointEvery = Options.Count("--checkpoint-every", 0, 0, "Save whenever so many steps were taken; 0: at the end and when stopped.");
    private readonly Option<bool> resume = new("--resume") { Description = "Go on from the checkpoint, bit for bit as if the run had never stopped." };
    private readonly Option<int> sample = Options.Count("--sample", 300, 0, "Characters of each sample, at steps 100, 500, 2000 and the end; 0: none.");
    private readonly Option<string?> prompt = new("--prompt") { Description = "What samples go on from. Default: the start of a line.", HelpName = "TEXT" };
    private readonly Option<double> temperature = Options.Number("--temperature", 0.8, "Of samples: 1 as the model says, smaller is safer, 0 always the likeliest.", value => value >= 0, "0 or more");
    private readonly Option<string?> report = Options.File("--report", "Write how the run went there, as an HTML page: losses, gradients, gates, samples.");
    private readonly Option<string?> heatMap = Options.File("--heat-map", "Write one unit's value under each character of the held-out text there, as an HTML page.");
    private readonly Option<string?> tap = new("--tap") { Description = "The tap of which --heat-map and --report show a unit; its name is checked in any case. Default: the memory of the last layer, such as layer.0.memory.", HelpName = "NAME" };
    private readonly Option<int?> unit = Options.Index("--unit", "Which unit of that tap they show, from 0. Default: that whose value varies most.");
    private readonly Option<string?> json = Options.File("--json", "Write loss curve, hash of the parameters and timing there.");

    public CommandLine()
    {
        Root = new("Learns to write text, character by character, with a recurrent cell that is declared in this program.")
        {
            text, cell, hidden, layers, batch, length, steps, rate, seed, threads, evaluateEvery, checkpoint, checkpointEvery, resume, sample, prompt, temperature, report, heatMap, tap, unit, json,
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
        Report = result.GetValue(report),
        HeatMap = result.GetValue(heatMap),
        Tap = result.GetValue(tap),
        Unit = result.GetValue(unit),
        Json = result.GetValue(json),
    };
}

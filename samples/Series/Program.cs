using System.CommandLine;
using RnnGraph.Files;
using RnnGraph.Training;
using Samples;

namespace SeriesSample;

/// <summary>Learns to foretell a series of numbers, with an interval.</summary>
public static class Program
{
    private const string Origin = "for example daily temperatures of Melbourne or monthly airline passengers, https://github.com/jbrownlee/Datasets (daily-min-temperatures.csv, airline-passengers.csv)";

    private static readonly Option<string?> Column = new("--column") { Description = "The column of the series.", HelpName = "NAME" };
    private static readonly Option<int> Ahead = Options.Count("--ahead", 7, 1, "How many steps to foretell.");
    private static readonly Option<int> Window = Options.Count("--window", 30, 1, "How many steps the network reads before.");
    private static readonly Option<int> Season = Options.Count("--season", 1, 1, "After how many steps the series repeats, for a second forecast to compare with; 1: it doesn't.");
    private static readonly Option<bool> Logarithms = new("--log") { Description = "Learn logarithms: of what grows by shares." };
    private static readonly Option<string?> File = Options.File("--picture", "Where the last forecasts are drawn, as SVG. Default: series.svg.");

    /// <summary>Runs the program.</summary>
    public static int Main(string[] args)
    {
        var command = new RunCommand(
            "Learns to foretell a series of numbers some steps ahead, with an interval in which nine of ten values lie.",
            "a CSV file with a line of column names",
            Origin,
            new(Passes: 200, Batch: 32, Hidden: 32, LearningRate: 0.003, Patience: 15, Checkpoint: "series.safetensors"),
            Column,
            Ahead,
            Window,
            Season,
            Logarithms,
            File);
        return SampleProgram.Run(command.Root, args, (parsed, stop) => Run(parsed, command.Read(parsed), Console.Out, stop));
    }

    private static void Run(ParseResult parsed, RunOptions options, TextWriter output, CancellationToken stop)
    {
        var (ahead, window, picture) = (parsed.GetValue(Ahead), parsed.GetValue(Window), parsed.GetValue(File) ?? "series.svg");
        OptionErrors.CheckFolder(picture, "--picture");
        var column = parsed.GetValue(Column) ?? throw new ArgumentException("--column: expected the name of a column, given none", nameof(parsed));
        var history = OptionErrors.Name("--data", () => new History([.. CsvFile.Read<double>(options.Data, [column]).Values], ahead, parsed.GetValue(Logarithms)));
        var least = Math.Max(history.Values.Length - history.ValidEnd, history.ValidEnd - history.TrainingEnd);
        if (least < ahead || history.TrainingEnd < (2 * ahead) + window)
            throw new ArgumentException($"--window, --ahead: expected fewer steps for {history.Values.Length} values, given windows of {window} and {ahead} ahead", nameof(options));

        var network = new Forecaster(ahead, options.Hidden);
        network.Initialize(options.Seed);
        var prediction = new Prediction(network, history, window, ahead);
        var source = new SeriesWindows<float>(history.Rows, prediction.Windows(null, history.TrainingEnd), options.Batch, options.Seed);
        var trainer = new Trainer<float>(network, source, new Adam<float>(new(options.LearningRate), network), options.Settings(source, () => prediction.Loss(history.TrainingEnd, history.ValidEnd)));

        output.WriteLine(
            $"{history.TrainingEnd} values to learn, {history.ValidEnd - history.TrainingEnd} to stop by, {history.Values.Length - history.ValidEnd} to test; "
            + $"{network.Parameters.Sum(parameter => parameter.Size)} parameters, seed {options.Seed}");
        if (!SampleRun.Train(trainer, source, options, "quantile loss", output, stop))
            return;

        var (from, end) = (history.ValidEnd, history.Values.Length);
        List<Forecast> forecasts = [.. prediction.Of(from, end)];
        output.WriteLine();
        output.WriteLine($"test, 1 to {ahead} steps ahead     covered      width      error       loss");
        Report("network", forecasts);
        Report("stays as it is", [.. new Naive(history, ahead, 1).Of(from, end)]);
        if (parsed.GetValue(Season) is > 1 and var season)
            Report($"as {season} before", [.. new Naive(history, ahead, season).Of(from, end)]);
        AtomicFile.Write(picture, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Picture.Draw(column, history.Values, forecasts, ahead))));
        output.WriteLine($"drawn in {picture}");

        void Report(string what, IReadOnlyCollection<Forecast> some) => output.WriteLine($"{what,-28} {Quality.Of(some, history.Values)}");
    }
}

using System.CommandLine;
using System.Globalization;
using RnnGraph;
using RnnGraph.Jit;
using RnnGraph.Training;
using Samples;

namespace Compare;

/// <summary>Compares cells of about as many parameters on one task, over several seeds.</summary>
public static class Program
{
    private static readonly ComparisonSettings Defaults = new();

    private static readonly Option<string> Cells = new("--cells")
    {
        Description = "The cells, ids of the catalogue (docs/cells/README.md) or FILE.dll:CLASS of yours, with commas between.", HelpName = "A,B,C", DefaultValueFactory = _ => "lstm,gru,mut1",
    };

    private static readonly Option<string> Data = Options.Choice("--data", "text", "What they learn", DataSet.Names);
    private static readonly Option<string?> File = Options.File("--file", $"The data: a UTF-8 text (default: all C# sources of this checkout), or for jsb {MusicData.What}. {MusicData.Origin}.");
    private static readonly Option<int> Parameters = Options.Count("--parameters", (int)Defaults.Parameters, 1, "Trained values that each network has as nearly as its sizes allow.");
    private static readonly Option<int> Seeds = Options.Count("--seeds", Defaults.Seeds, 1, "Runs of each cell.");
    private static readonly Option<int> Updates = Options.Count("--updates", 0, 0, "Updates of a run, a multiple of --measure-every; 0: text 1000, adding 2000, jsb 1500.");
    private static readonly Option<int> MeasureEvery = Options.Count("--measure-every", Defaults.MeasureEvery, 1, "Measure the validation loss whenever so many updates were made; a divisor of all.");
    private static readonly Option<string> Rates = new("--rates")
    {
        Description = "Adam's learning rates to choose from by the validation loss of one seed, with commas between.", HelpName = "X,Y,Z",
        DefaultValueFactory = _ => string.Join(',', Defaults.LearningRates.Select(rate => rate.ToString(CultureInfo.InvariantCulture))),
    };

    private static readonly Option<bool> StopsAtEnd = new("--stop-at-end-of-rates") { Description = "Stop before the test data are read if the best of several rates is the least or greatest, to widen them." };
    private static readonly Option<int> Workers = Options.Count("--workers", Defaults.Workers, 1, "Runs side by side; the results don't depend on it.");
    private static readonly Option<string> Output = new("--output") { Description = "The folder of runs and results; the same command goes on there.", HelpName = "FOLDER", DefaultValueFactory = _ => "comparison" };

    /// <summary>Runs the program.</summary>
    public static int Main(string[] args) => SampleProgram.Run(
        new("Compares recurrent cells of about as many parameters, the learning rate of each chosen on validation data: medians and ranges over seeds as HTML, SVG and JSON.")
        {
            Cells, Data, File, Parameters, Seeds, Updates, MeasureEvery, Rates, StopsAtEnd, Workers, Output,
        },
        args,
        (parsed, stop) => Run(parsed, Console.Out, stop));

    private static void Run(ParseResult parsed, TextWriter output, CancellationToken stop)
    {
        var data = Read(parsed.GetRequiredValue(Data), parsed.GetValue(File));
        var networks = parsed.GetRequiredValue(Cells).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => Compile(data, CellChoice.Find(name))).ToList();
        var folder = parsed.GetRequiredValue(Output);
        var comparison = new CellComparison<float>(
            data.Task,
            networks,
            Defaults with
            {
                Parameters = parsed.GetValue(Parameters),
                Seeds = parsed.GetValue(Seeds),
                Updates = parsed.GetValue(Updates) is > 0 and var updates ? updates : data.Updates,
                MeasureEvery = parsed.GetValue(MeasureEvery),
                LearningRates = ReadRates(parsed.GetRequiredValue(Rates)),
                StopsAtEndOfRates = parsed.GetValue(StopsAtEnd),
                Workers = parsed.GetValue(Workers),
            },
            Path.Combine(folder, "runs"));
        foreach (var (network, size) in networks.Zip(comparison.Sizes))
            output.WriteLine($"{network.Name}: {size.Hidden} hidden units, {size.Parameters} parameters");

        ComparisonResult result;
        try
        {
            using var display = new ComparisonDisplay(output, comparison.Runs);
            result = comparison.Run(display, stop);
        }
        catch (OperationCanceledException)
        {
            output.WriteLine($"stopped; its runs are kept in {folder}, and the same command goes on");
            return;
        }
        catch (RatesTooNarrowException narrow)
        {
            output.WriteLine($"stopped: {narrow.Message}; its runs are kept in {folder}, and the same command with more --rates goes on");
            return;
        }

        result.Write(folder);
        foreach (var network in result.Networks)
        {
            output.WriteLine(Invariant.Text(
                $"{network.Name}: test loss {Loss(network.Test.Median)} ({Loss(network.Test.Least)} … {Loss(network.Test.Greatest)}) {result.LossUnit}, learning rate {network.LearningRate}{(network.IsRateAtEnd ? ", at an end of those tried" : "")}, {network.Diverged} of {network.Runs.Count} runs diverged"));
        }

        output.WriteLine($"written: {Path.Combine(folder, "comparison.html")}, .svg, .json");
    }

    private static string Loss(double loss) => double.IsFinite(loss) ? Invariant.Text($"{loss:F4}") : "diverged";

    private static DataSet Read(string name, string? file)
    {
        switch (name)
        {
            case "adding":
                return DataSet.Adding();
            case "jsb":
                if (file is null)
                    throw new ArgumentException($"--file: expected {MusicData.What}, given none; {MusicData.Origin}", nameof(file));
                return DataSet.Music(MusicData.Read(file, "--file"));
            default:
                return DataSet.Text(SourceText.Read(file, "--file"));
        }
    }

    private static ComparedNetwork<float> Compile(DataSet data, CellChoice cell)
    {
        var net = new NetworkBuilder();
        data.Define(net, cell, net.DeclareSize("hidden"));
        var compiled = RuntimeCompiler.Shared.CompileNetwork<float>(net.Build("Compared"));
        return new(cell.Name, hidden => compiled.Create(hidden));
    }

    private static double[] ReadRates(string text) =>
        [.. text.Split(',').Select(rate => double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var given)
            ? given
            : throw new ArgumentException($"--rates: expected numbers with commas between, given {text}", nameof(text)))];
}

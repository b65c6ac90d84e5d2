using System.CommandLine;

namespace Samples;

/// <summary>The options that the samples on real data share, each with its sample's own defaults.</summary>
public sealed class RunCommand
{
    private readonly string data;
    private readonly string origin;
    private readonly string defaultCheckpoint;
    private readonly Option<string?> file;
    private readonly Option<int> passes;
    private readonly Option<int> batch;
    private readonly Option<int> hidden;
    private readonly Option<double> rate;
    private readonly Option<int> patience;
    private readonly Option<ulong> seed = Options.Seed(1, "What weights, the order of the data and samples are drawn from.");
    private readonly Option<int> threads = Options.Threads();
    private readonly Option<string?> checkpoint;
    private readonly Option<bool> resume = new("--resume") { Description = "Go on from the checkpoint, bit for bit as if the run had never stopped." };

    /// <summary>The options with their defaults.</summary>
    /// <param name="description">What the sample does.</param>
    /// <param name="data">What file is expected as data, such as "a text file of names, one a line".</param>
    /// <param name="origin">Where such data come from, told when there are none.</param>
    /// <param name="defaults">Passes, batch, hidden units, learning rate, patience; and where a run is saved that is stopped.</param>
    /// <param name="more">The sample's own options.</param>
    public RunCommand(string description, string data, string origin, RunDefaults defaults, params Option[] more)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(more);
        this.data = data;
        this.origin = origin;
        defaultCheckpoint = defaults.Checkpoint;
        file = Options.File("--data", $"The data: {data}. {origin}.");
        passes = Options.Count("--passes", defaults.Passes, 1, "Passes through the training data, at most.");
        batch = Options.Count("--batch", defaults.Batch, 1, "Sequences of a batch.");
        hidden = Options.Count("--hidden", defaults.Hidden, 1, "Units of a recurrent layer.");
        rate = Options.Number("--lr", defaults.LearningRate, "Adam's learning rate.", value => value > 0, "above 0");
        patience = Options.Count("--patience", defaults.Patience, 1, "End after so many passes without a new least held-out loss; the rate is halved after a third of it.");
        checkpoint = Options.File("--checkpoint", $"Where the run is saved after each pass. Default: {defaultCheckpoint}, and only when stopped.");
        Root = new(description) { file, passes, batch, hidden, rate, patience, seed, threads, checkpoint, resume };
        Array.ForEach(more, Root.Add);
    }

    /// <summary>The command line.</summary>
    public RootCommand Root { get; }

    /// <summary>What was asked for.</summary>
    /// <exception cref="ArgumentException">No data are named.</exception>
    /// <exception cref="IOException">The data are missing, or the checkpoint can't be written.</exception>
    public RunOptions Read(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var saved = result.GetValue(checkpoint);
        OptionErrors.CheckFolder(saved, "--checkpoint");
        return new()
        {
            Data = OptionErrors.CheckData(result.GetValue(file), data, origin),
            Passes = result.GetValue(passes),
            Batch = result.GetValue(batch),
            Hidden = result.GetValue(hidden),
            LearningRate = result.GetValue(rate),
            Patience = result.GetValue(patience),
            Seed = result.GetValue(seed),
            Threads = result.GetValue(threads),
            Checkpoint = saved,
            CheckpointFile = saved ?? defaultCheckpoint,
            Resume = result.GetValue(resume),
        };
    }
}

/// <summary>A sample's defaults.</summary>
/// <param name="Passes">Passes through the training data, at most.</param>
/// <param name="Batch">Sequences of a batch.</param>
/// <param name="Hidden">Units of a recurrent layer.</param>
/// <param name="LearningRate">Adam's.</param>
/// <param name="Patience">Passes without a new least held-out loss after which the run ends.</param>
/// <param name="Checkpoint">Where a run is saved that is stopped.</param>
public sealed record RunDefaults(int Passes, int Batch, int Hidden, double LearningRate, int Patience, string Checkpoint);

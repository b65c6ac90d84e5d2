using RnnGraph.Training;

namespace Samples;

/// <summary>What a sample's command line asks of its run.</summary>
public sealed record RunOptions
{
    /// <summary>The file of the data.</summary>
    public required string Data { get; init; }

    /// <summary>Passes through the training data, at most.</summary>
    public required int Passes { get; init; }

    /// <summary>Sequences of a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Units of the recurrent layer.</summary>
    public required int Hidden { get; init; }

    /// <summary>Adam's learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The run ends after so many passes in a row without a new least held-out loss.</summary>
    public required int Patience { get; init; }

    /// <summary>What weights, order and samples are drawn from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many threads work.</summary>
    public required int Threads { get; init; }

    /// <summary>Where the run is saved; null if it wasn't said.</summary>
    public required string? Checkpoint { get; init; }

    /// <summary>The checkpoint's place, also when it wasn't said: a run that is stopped is saved in any case.</summary>
    public required string CheckpointFile { get; init; }

    /// <summary>Whether to go on from the checkpoint.</summary>
    public required bool Resume { get; init; }

    /// <summary>A trainer's settings: losses are measured, the schedule is told, and the run is saved after every pass.</summary>
    /// <param name="source">What is trained on.</param>
    /// <param name="heldOut">Measures the held-out loss.</param>
    public TrainerSettings<float> Settings(IFiniteSource<float> source, Func<double> heldOut)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(heldOut);
        return new()
        {
            MeasureEvery = source.BatchesPerPass,
            HeldOutLoss = heldOut,
            Patience = Patience,
            Schedule = new PlateauSchedule(0.5, Math.Max(1, Patience / 3)),
            Checkpoint = Checkpoint,
            CheckpointEvery = source.BatchesPerPass,
            Seed = Seed,
            Threads = Threads,
        };
    }
}

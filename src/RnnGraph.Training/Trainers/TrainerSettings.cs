using System.Numerics;

namespace RnnGraph.Training;

/// <summary>How a network is trained.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed record TrainerSettings<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The largest norm of all gradients together; longer ones are shortened to it (Pascanu et al. 2013). Infinity for none.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>The largest size of a gradient's value, applied before the norm is limited. Infinity, as by default, for none. Within time, gradients are limited by the
    /// network itself: <see cref="Op.ClipGradient"/> in its definition.</summary>
    public double ClipValue { get; init; } = double.PositiveInfinity;

    /// <summary>Batches whose gradients are added up for one update; losses and gradients are the means over them, each batch with the same weight.</summary>
    public int BatchesPerUpdate { get; init; } = 1;

    /// <summary>How the learning rate goes on from the optimiser's.</summary>
    public ISchedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>What dropout and noise on weights draw from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whenever so many updates were made, the losses are measured: a point of the curve, the best model, the schedule, early stopping. Never if null.</summary>
    public int? MeasureEvery { get; init; }

    /// <summary>The loss on data that are held out, with the parameters as they are, such as <see cref="HeldOut{T}.Loss"/>; null to go by the training loss.</summary>
    public Func<double>? HeldOutLoss { get; init; }

    /// <summary>The run stops early after so many measurements in a row without a new best loss. Never if null.</summary>
    public int? Patience { get; init; }

    /// <summary>Told of every update and measurement.</summary>
    public IReadOnlyList<ITrainerCallback<T>> Callbacks { get; init; } = [];

    /// <summary>The file in which the run is saved whenever <see cref="CheckpointEvery"/> updates were made.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Updates between two checkpoints; irrelevant without a file for them.</summary>
    public int CheckpointEvery { get; init; } = 1000;

    /// <summary>More that a resumed run must have in common with the stopped one, by name: what the held-out data are, say. Neither the trainer nor the source has such a name.</summary>
    public IReadOnlyDictionary<string, string> Description { get; init; } = new Dictionary<string, string>();

    /// <summary>Threads; the results don't depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The most bytes that the values of a run may take, with which long sequences are run a segment of steps at a time; null for as many as all steps take.</summary>
    public long? Memory { get; init; }

    /// <summary>Over how many of the last updates <see cref="Trainer{T}.MeanLoss"/> is the mean.</summary>
    public int MeanOver { get; init; } = 50;

    /// <summary>Refuses numbers that make no sense.</summary>
    internal void Check(string argument)
    {
        CheckLimit(ClipNorm, "norm of the gradients", argument);
        CheckLimit(ClipValue, "size of a gradient's value", argument);
        CheckCount(BatchesPerUpdate, "batches for an update", argument);
        CheckCount(MeasureEvery ?? 1, "updates between two measurements", argument);
        CheckCount(Patience ?? 1, "measurements without a new best loss", argument);
        CheckCount(CheckpointEvery, "updates between two checkpoints", argument);
        CheckCount(Threads, "threads", argument);
        CheckCount(MeanOver, "updates for the mean loss", argument);
        if (Patience is not null && MeasureEvery is null)
            throw new ArgumentException("Expected updates between two measurements, as the run is to stop early; given none.", argument);
    }

    private static void CheckCount(int count, string what, string argument)
    {
        if (count < 1)
            throw new ArgumentOutOfRangeException(argument, count, $"Expected 1 or more {what}, given {count}.");
    }

    private static void CheckLimit(double limit, string what, string argument)
    {
        if (!(limit > 0))
            throw new ArgumentOutOfRangeException(argument, limit, FormattableString.Invariant($"Expected as the largest {what} a number above 0, given {limit}."));
    }
}

using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using RnnGraph.Checking;
using RnnGraph.Files;
using RnnGraph.Text;

namespace RnnGraph.Training;

/// <summary>A run of a comparison: from its beginning or its checkpoint to its end. A checkpoint at the end is what a finished run is known by.</summary>
internal sealed class ComparisonRun<T>(ComparisonTask<T> task, ComparedNetwork<T> compared, int hidden, double rate, ulong seed, ComparisonSettings settings, string folder)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private string File => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(compared.Name)} rate {rate} seed {seed}.safetensors"));

    /// <summary>Runs it.</summary>
    public FinishedRun<T> Run(ComparisonBook book, CancellationToken cancellation)
    {
        var trainer = Create();
        if (System.IO.File.Exists(File))
            TrainerCheckpoint.Load(trainer, File);
        if (trainer.Updates > settings.Updates)
            throw new TensorFileException(File, string.Create(CultureInfo.InvariantCulture, $"expected a run of at most {settings.Updates} updates, the file has one of {trainer.Updates}"));
        var hasDiverged = false;
        try
        {
            trainer.Run(settings.Updates, new Measured(compared.Name, rate, seed, book), cancellation);
            TrainerCheckpoint.Save(trainer, File);
        }
        catch (OperationCanceledException)
        {
            TrainerCheckpoint.Save(trainer, File);
            throw;
        }
        catch (TrainingDivergedException)
        {
            hasDiverged = true; // and so it does when it is started again, from its last checkpoint
        }

        if (!hasDiverged)
            trainer.Best.Restore();
        var finished = new FinishedRun<T>(trainer, rate, seed, hasDiverged);
        book.Tell(compared.Name, rate, seed, trainer.Updates, finished.Loss, hasEnded: true);
        return finished;
    }

    private Trainer<T> Create()
    {
        var network = compared.Create(hidden);
        network.Initialize(seed);
        var validation = task.Validation();
        return new(network, task.Training(seed), new Adam<T>(new AdamSettings(rate), network), new()
        {
            ClipNorm = settings.ClipNorm,
            Seed = seed,
            MeasureEvery = settings.MeasureEvery,
            HeldOutLoss = new HeldOut<T>(network, validation).Loss,
            Description = Description(network, validation),
            Checkpoint = File,
            CheckpointEvery = settings.CheckpointEvery,
        });
    }

    // The definition too: a cell that was changed since is another, though its parameters may be as many.
    private static SortedDictionary<string, string> Description(ITrainable<T> network, IFiniteSource<T> validation)
    {
        var description = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in validation.Description)
            description["validation " + name] = value;
        if (DefinitionGraph.Of(network.GetType()) is { } graph)
            description["definition"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GraphText.Print(graph))));
        return description;
    }

    private sealed class Measured(string network, double rate, ulong seed, ComparisonBook book) : IProgress<Trainer<T>>
    {
        public void Report(Trainer<T> value)
        {
            if (value.Updates % value.Settings.MeasureEvery == 0)
                book.Tell(network, rate, seed, value.Updates, value.Best.Loss, hasEnded: false);
        }
    }
}

/// <summary>A run that has ended, its network with the parameters of its best measurement.</summary>
internal sealed class FinishedRun<T>(Trainer<T> trainer, double rate, ulong seed, bool hasDiverged)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<LossPoint> curve = trainer.Curve.Points;
    private readonly int bestUpdate = trainer.Best.Updates;

    /// <summary>The network.</summary>
    public ITrainable<T> Network { get; } = trainer.Network;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate => rate;

    /// <summary>Whether a loss or gradient was not finite.</summary>
    public bool HasDiverged => hasDiverged;

    /// <summary>The least validation loss; infinity if it diverged.</summary>
    public double Loss { get; } = hasDiverged ? double.PositiveInfinity : trainer.Best.Loss;

    /// <summary>What there is to say of it.</summary>
    public ComparedRun Result(double testLoss) => new(rate, seed, curve, Loss, bestUpdate, testLoss);
}

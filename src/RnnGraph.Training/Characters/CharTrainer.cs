namespace RnnGraph.Training;

/// <summary>Trains a character model by truncated back-propagation through time: parallel streams through the text whose states are carried from block to
/// block, Adam on gradients of limited norm. The same settings give the same bits, for any number of threads, stopped and resumed or not.</summary>
public sealed class CharTrainer
{
    private readonly HeldOutLoss heldOut;

    /// <summary>A run that has taken no step yet: parameters drawn by the seed, streams at the start of the text.</summary>
    /// <param name="model">The model; its parameters are drawn anew.</param>
    /// <param name="split">The text, encoded by the model's vocabulary.</param>
    /// <param name="settings">What decides the result.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="callbacks">Told of every step and measurement, such as a <see cref="RunRecorder{T}"/>.</param>
    /// <exception cref="ArgumentException">The text is too short for the streams.</exception>
    public CharTrainer(CharModel model, TextSplit split, CharTrainingSettings settings, int threads = 1, IReadOnlyList<ITrainerCallback<float>>? callbacks = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(settings);
        Model = model;
        Settings = settings;
        var streams = new TokenStreams<float>(split.Training, settings.Batch, settings.Length);
        model.Initialize(settings.Seed);
        Random = new(settings.Seed);
        heldOut = new(model, split, settings.Batch, settings.Length, threads);
        Trainer = new(model.Network, streams, new Adam<float>(new AdamSettings(settings.LearningRate), model.Network), new()
        {
            ClipNorm = settings.ClipNorm,
            MeasureEvery = settings.EvaluateEvery,
            HeldOutLoss = heldOut.Evaluate,
            Seed = settings.Seed,
            Threads = threads,
            Callbacks = callbacks ?? [],
            Description = CharCheckpoint.Describe(model, split),
        });
    }

    /// <summary>The model.</summary>
    public CharModel Model { get; }

    /// <summary>What decides the result.</summary>
    public CharTrainingSettings Settings { get; }

    /// <summary>Steps taken since the run's beginning.</summary>
    public int Step => Trainer.Updates;

    /// <summary>The losses measured so far, one point each <see cref="CharTrainingSettings.EvaluateEvery"/> steps, nats per character.</summary>
    public LossCurve Curve => Trainer.Curve;

    /// <summary>Chance for samples; a checkpoint holds its state.</summary>
    public RandomStream Random { get; internal set; }

    /// <summary>The training loss of the last step, nats per character; NaN before the first.</summary>
    public double LastLoss => Trainer.LastLoss;

    /// <summary>The time spent on training steps by this object, without evaluation.</summary>
    public TimeSpan TrainingTime => Trainer.Time;

    /// <summary>The characters trained on by this object.</summary>
    public long TrainedCharacters => (long)(Step - FirstStep) * Settings.Batch * Settings.Length;

    /// <summary>The run itself.</summary>
    public Trainer<float> Trainer { get; }

    /// <summary>Where this object began: 0, or the step of the checkpoint that it was put to.</summary>
    internal int FirstStep { get; set; }

    /// <summary>Trains until so many steps are taken since the run's beginning.</summary>
    /// <param name="until">The number of steps to reach.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Stops between two steps, where the run can be saved.</param>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite; the parameters are those before that step (those after it, if it is the held-out loss).</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(int until, IProgress<CharTrainer>? progress = null, CancellationToken cancellation = default)
        => Trainer.Run(until, progress is null ? null : new Told(this, progress), cancellation);

    /// <summary>The mean loss on the held-out tail with the parameters as they are, nats per character.</summary>
    /// <exception cref="TrainingDivergedException">It is not finite.</exception>
    public double Evaluate()
    {
        var loss = heldOut.Evaluate();
        return double.IsFinite(loss) ? loss : throw new TrainingDivergedException(Step, Model.Network.Signature.Outputs[0].Name, "the held-out loss is not finite");
    }

    private sealed class Told(CharTrainer trainer, IProgress<CharTrainer> progress) : IProgress<Trainer<float>>
    {
        public void Report(Trainer<float> value) => progress.Report(trainer);
    }
}

using System.Diagnostics;

namespace RnnGraph.Training;

/// <summary>Trains a character model by truncated back-propagation through time: parallel streams through the text whose states are carried from block to
/// block, Adam on gradients of limited norm. The same settings give the same bits, for any number of threads, stopped and resumed or not.</summary>
public sealed class CharTrainer
{
    /// <summary>States are carried through at least so many blocks before they are emptied.</summary>
    private const int BlocksCarried = 32;

    private readonly HeldOutLoss heldOut;
    private readonly CharRun run;
    private readonly int[] inputs;
    private readonly int[] targets;
    private readonly Gradients<float>[] gradients;

    /// <summary>A run that has taken no step yet: parameters drawn by the seed, streams at the start of the text.</summary>
    /// <param name="model">The model; its parameters are drawn anew.</param>
    /// <param name="split">The text, encoded by the model's vocabulary.</param>
    /// <param name="settings">What decides the result.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <exception cref="ArgumentException">The text is too short for the streams.</exception>
    public CharTrainer(CharModel model, TextSplit split, CharTrainingSettings settings, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (settings.EvaluateEvery < 1)
            throw new ArgumentException($"Expected to evaluate every 1 step or more, given {settings.EvaluateEvery}.", nameof(settings));
        Description = settings.Describe(model, split);
        Model = model;
        Settings = settings;
        Streams = new(split.Training, settings.Batch, settings.Length);
        model.Initialize(settings.Seed);
        Random = new(settings.Seed);
        Optimizer = new(new AdamSettings(settings.LearningRate), model.Network);
        State = model.Network.CreateState(settings.Batch);
        gradients = [model.Network.CreateGradients()];
        run = new(model, settings.Length, settings.Batch, Mode.Train, threads);
        heldOut = new(model, split, settings.Batch, settings.Length, threads);
        inputs = new int[settings.Batch * settings.Length];
        targets = new int[inputs.Length];
    }

    /// <summary>The model.</summary>
    public CharModel Model { get; }

    /// <summary>What decides the result.</summary>
    public CharTrainingSettings Settings { get; }

    /// <summary>Steps taken since the run's beginning.</summary>
    public int Step { get; internal set; }

    /// <summary>The losses measured so far, one point each <see cref="CharTrainingSettings.EvaluateEvery"/> steps.</summary>
    public LossCurve Curve { get; internal set; } = new();

    /// <summary>Chance for samples; a checkpoint holds its state.</summary>
    public RandomStream Random { get; internal set; }

    /// <summary>The training loss of the last step, nats per character; NaN before the first.</summary>
    public double LastLoss { get; private set; } = double.NaN;

    /// <summary>The time spent on training steps by this object, without evaluation.</summary>
    public TimeSpan TrainingTime { get; private set; }

    /// <summary>The characters trained on by this object.</summary>
    public long TrainedCharacters { get; private set; }

    internal BatchStreams Streams { get; }

    internal Adam<float> Optimizer { get; }

    internal CellState<float> State { get; }

    /// <summary>Everything that a resumed run must have in common with the stopped one, by name.</summary>
    internal SortedDictionary<string, string> Description { get; }

    /// <summary>Trains until so many steps are taken since the run's beginning.</summary>
    /// <param name="until">The number of steps to reach.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Stops between two steps, where the run can be saved.</param>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite; the parameters are those before that step.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(int until, IProgress<CharTrainer>? progress = null, CancellationToken cancellation = default)
    {
        while (Step < until)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            TakeStep();
            TrainingTime += Stopwatch.GetElapsedTime(start);
            TrainedCharacters += inputs.Length;
            if (Step % Settings.EvaluateEvery == 0)
                Curve.Close(Step, Evaluate());
            progress?.Report(this);
        }
    }

    /// <summary>The mean loss on the held-out tail with the parameters as they are, nats per character.</summary>
    /// <exception cref="TrainingDivergedException">It is not finite.</exception>
    public double Evaluate()
    {
        var loss = heldOut.Evaluate();
        return double.IsFinite(loss) ? loss : throw new TrainingDivergedException(Step, Model.Network.Signature.Outputs[0].Name, "the held-out loss is not finite");
    }

    private void TakeStep()
    {
        // a step that fails has moved the streams and states on, so they are not for a checkpoint: the exception says so by leaving Step as it was
        if (Streams.Next(inputs, targets))
            State.Reset();

        StartOneStreamAnew();
        gradients[0].Clear();
        var loss = run.LossAndGradient(inputs, targets, State, gradients[0]);
        if (!double.IsFinite(loss))
            throw Divergence.InForward(Step + 1, loss, Model);
        var norm = GradientNorm.Clip(gradients, Settings.ClipNorm);
        if (!double.IsFinite(norm))
            throw Divergence.InGradients(Step + 1, Model, gradients[0]);
        Optimizer.Step(gradients);
        Step++;
        LastLoss = loss;
        Curve.Add(loss);
    }

    /// <summary>Each stream in turn starts from an empty state once in a while, as samples and held-out streams do. States that were carried through the whole text and
    /// never emptied would be all that the model learns to start from, and it does badly from empty ones.</summary>
    private void StartOneStreamAnew()
    {
        var stream = Step % Math.Max(Settings.Batch, BlocksCarried);
        if (stream >= Settings.Batch)
            return;
        foreach (var (name, features) in Model.Network.Signature.States)
            State[name].Slice(stream * features, features).Clear();
    }
}

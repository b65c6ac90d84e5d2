using System.Diagnostics;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Trains any network that declares its losses: forward, backward, gradients of limited size, one step of the optimiser; the next batch. The same network, data, optimiser
/// and settings give the same bits, for any number of threads, stopped and resumed (<see cref="TrainerCheckpoint"/>) or not.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Workspace<T> workspace;
    private readonly Gradients<T>[] gradients;
    private readonly ulong draws;
    private string? savedTo;
    private bool isStopped;

    /// <summary>A trainer that has made no update yet.</summary>
    /// <param name="network">The network, with the parameters to start from.</param>
    /// <param name="source">Inputs and targets in the network's order.</param>
    /// <param name="optimizer">An optimiser of this network.</param>
    /// <param name="settings">How it is trained.</param>
    /// <exception cref="ArgumentException">A setting makes no sense, or source or settings describe something under a name that the trainer or the other has.</exception>
    public Trainer(ITrainable<T> network, IBatchSource<T> source, IOptimizer<T> optimizer, TrainerSettings<T>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(optimizer);
        Settings = settings ?? new();
        Settings.Check(nameof(settings));
        Network = network;
        Source = source;
        Optimizer = optimizer;
        InitialRate = optimizer.LearningRate;
        draws = new RandomStream(Settings.Seed).NextBits();
        workspace = network.CreateWorkspace(source.Steps, source.Rows, Mode.Train, Settings.Threads, memory: Settings.Memory);
        gradients = [network.CreateGradients()];
        States = new(network, source);
        Best = new(network);
        RunDescription.CheckNames(TrainerCheckpoint.Description(this), nameof(source));
    }

    /// <summary>The network.</summary>
    public ITrainable<T> Network { get; }

    /// <summary>Where its batches come from.</summary>
    public IBatchSource<T> Source { get; }

    /// <summary>What changes its parameters.</summary>
    public IOptimizer<T> Optimizer { get; }

    /// <summary>How it is trained.</summary>
    public TrainerSettings<T> Settings { get; }

    /// <summary>Updates made since the run's beginning.</summary>
    public int Updates { get; internal set; }

    /// <summary>The loss of the last update; NaN before the first.</summary>
    public double LastLoss => Recent.Count == 0 ? double.NaN : Recent.Last();

    /// <summary>The mean loss of the last updates; NaN before the first.</summary>
    public double MeanLoss => Recent.Count == 0 ? double.NaN : Recent.Average();

    /// <summary>The norm of the last update's gradients before they were limited, by value or norm; NaN before this object's first.</summary>
    public double LastNorm { get; private set; } = double.NaN;

    /// <summary>The gradients of the last update, after they were limited; zeros before this object's first. To be read: the next update writes over them.</summary>
    public Gradients<T> Gradients => gradients[0];

    /// <summary>The losses measured so far, a point each <see cref="TrainerSettings{T}.MeasureEvery"/> updates; the held-out loss is NaN where none is measured.</summary>
    public LossCurve Curve { get; internal set; } = new();

    /// <summary>The parameters with which the loss was least.</summary>
    public BestModel<T> Best { get; }

    /// <summary>Whether the run has stopped early, so that it doesn't go on.</summary>
    public bool HasStoppedEarly => Best.MeasuredSince >= Settings.Patience;

    /// <summary>The time this object spent on updates, without measurements.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Texts that checkpoints hold for the program.</summary>
    public IDictionary<string, string> Notes { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    internal CarriedStates<T> States { get; }

    /// <summary>The losses of the last updates.</summary>
    internal Queue<double> Recent { get; } = new();

    /// <summary>The optimiser's rate at the beginning, with which the schedule's factors are multiplied.</summary>
    internal double InitialRate { get; }

    /// <summary>Whether an update or its measurement has begun and not ended, so that source, states and schedule no longer belong to the parameters.</summary>
    internal bool IsHalfway { get; set; }

    /// <summary>Trains until so many updates were made since the run's beginning, or it stops early.</summary>
    /// <param name="until">The number of updates to reach.</param>
    /// <param name="progress">Told after each.</param>
    /// <param name="cancellation">Stops between two updates, where the run can be saved.</param>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite; the parameters are those before that update (those after it, if it is the held-out loss), and the
    /// last checkpoint stays.</exception>
    /// <exception cref="InvalidOperationException">An update failed half-way, and no checkpoint was loaded since.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">A checkpoint can't be written.</exception>
    public void Run(int until, IProgress<Trainer<T>>? progress = null, CancellationToken cancellation = default)
    {
        CheckWhole();
        isStopped = false;
        while (Updates < until && !isStopped && !HasStoppedEarly)
        {
            cancellation.ThrowIfCancellationRequested();
            IsHalfway = true; // and stays so, whatever is thrown
            var start = Stopwatch.GetTimestamp();
            Update();
            Time += Stopwatch.GetElapsedTime(start);
            var isMeasured = Updates % Settings.MeasureEvery == 0;
            if (isMeasured)
                Measure();
            IsHalfway = false;
            Tell(isMeasured);
            progress?.Report(this);
            if (Settings.Checkpoint is { } path && Updates % Settings.CheckpointEvery == 0)
                TrainerCheckpoint.Save(this, path);
        }
    }

    /// <summary>Lets <see cref="Run"/> return after the update at hand.</summary>
    public void Stop() => isStopped = true;

    /// <summary>Sees to it that the run can go on from where it stands.</summary>
    /// <exception cref="InvalidOperationException">It can't.</exception>
    internal void CheckWhole()
    {
        if (IsHalfway)
            throw new InvalidOperationException("Expected a run that can go on, given one whose last update failed half-way: what it read can't be taken back. A checkpoint can be loaded.");
    }

    /// <summary>Lets callbacks put what they keep into <see cref="Notes"/>, before a checkpoint is written.</summary>
    internal void TellSaving()
    {
        Notes.Remove(RunNotes.Key); // a recorder writes its own; one of a run before this, which nobody has gone on with, would have a gap
        foreach (var callback in Settings.Callbacks)
            callback.Saving(this);
    }

    /// <summary>Lets callbacks take what they kept from <see cref="Notes"/>, after a checkpoint was loaded.</summary>
    internal void TellLoaded()
    {
        foreach (var callback in Settings.Callbacks)
            callback.Loaded(this);
    }

    /// <summary>Remembers where the last good checkpoint is.</summary>
    internal void Saved(string path) => savedTo = path;

    private void Update()
    {
        gradients[0].Clear();
        var loss = 0.0;
        for (var i = 0; i < Settings.BatchesPerUpdate; i++)
            loss += AddBatch(i);
        loss /= Settings.BatchesPerUpdate;
        LimitGradients();
        Optimizer.LearningRate = InitialRate * Settings.Schedule.Factor(Updates);
        Optimizer.Step(gradients);
        Updates++;
        Curve.Add(loss);
        Recent.Enqueue(loss);
        if (Recent.Count > Settings.MeanOver)
            Recent.Dequeue();
    }

    /// <summary>The loss of the next batch; its gradients are added up.</summary>
    private double AddBatch(int batch)
    {
        Source.Next();
        States.BeginBatch();
        workspace.Seed = draws + (((ulong)Updates * (ulong)Settings.BatchesPerUpdate) + (ulong)batch); // chance hangs on the batch's number alone, so that no state of it needs saving
        Network.Forward(workspace, Source.Inputs, Outputs<T>.None, States.State, Source.Lengths);
        var loss = workspace.Loss;
        if (!double.IsFinite(loss))
            throw Divergence.InForward(Updates + 1, Network, workspace, savedTo);
        Network.Backward(workspace, default, Outputs<T>.None, null, gradients[0]);
        return loss;
    }

    private void LimitGradients()
    {
        if (Settings.BatchesPerUpdate > 1)
            GradientValues.Scale(gradients, 1.0 / Settings.BatchesPerUpdate);
        if (double.IsFinite(Settings.ClipValue))
        {
            CheckNorm(GradientNorm.Of(gradients)); // before ±∞ becomes ± the limit
            GradientValues.Clip(gradients, Settings.ClipValue);
            GradientNorm.Clip(gradients, Settings.ClipNorm);
        }
        else
        {
            CheckNorm(GradientNorm.Clip(gradients, Settings.ClipNorm));
        }
    }

    private void CheckNorm(double norm)
    {
        LastNorm = norm;
        if (!double.IsFinite(norm))
            throw Divergence.InGradients(Updates + 1, gradients[0], savedTo);
    }

    private void Measure()
    {
        var heldOut = Settings.HeldOutLoss?.Invoke();
        if (heldOut is { } value && !double.IsFinite(value))
            throw new TrainingDivergedException(Updates, Network.Signature.Losses[0], "the held-out loss is not finite", savedTo);
        Curve.Close(Updates, heldOut ?? double.NaN);
        var loss = heldOut ?? Curve.Points[^1].TrainLoss;
        Best.Observe(loss, Updates);
        Settings.Schedule.Observe(loss);
    }

    private void Tell(bool isMeasured)
    {
        if (isMeasured)
        {
            foreach (var callback in Settings.Callbacks)
                callback.Measured(this);
        }

        foreach (var callback in Settings.Callbacks)
            callback.Updated(this);
    }
}

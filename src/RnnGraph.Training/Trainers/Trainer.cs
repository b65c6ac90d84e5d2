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
    private readonly double initialRate;
    private readonly ulong draws;
    private string? savedTo;
    private bool isStopped;

    /// <summary>A trainer that has made no update yet.</summary>
    /// <param name="network">The network, with the parameters to start from.</param>
    /// <param name="source">Inputs and targets in the network's order.</param>
    /// <param name="optimizer">An optimiser of this network.</param>
    /// <param name="settings">How it is trained.</param>
    /// <exception cref="ArgumentException">A setting makes no sense.</exception>
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
        initialRate = optimizer.LearningRate;
        draws = new RandomStream(Settings.Seed).NextBits();
        workspace = network.CreateWorkspace(source.Steps, source.Rows, Mode.Train, Settings.Threads, memory: Settings.Memory);
        gradients = [network.CreateGradients()];
        States = new(network, source);
        Best = new(network);
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

    /// <summary>The norm of the last update's gradients before they were limited; NaN before this object's first.</summary>
    public double LastNorm { get; private set; } = double.NaN;

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

    /// <summary>Whether an update has failed half-way, so that source and states no longer belong to the parameters.</summary>
    internal bool HasDiverged { get; set; }

    /// <summary>Trains until so many updates were made since the run's beginning, or it stops early.</summary>
    /// <param name="until">The number of updates to reach.</param>
    /// <param name="progress">Told after each.</param>
    /// <param name="cancellation">Stops between two updates, where the run can be saved.</param>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite; the parameters are those before that update, and the last checkpoint stays.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">A checkpoint can't be written.</exception>
    public void Run(int until, IProgress<Trainer<T>>? progress = null, CancellationToken cancellation = default)
    {
        isStopped = false;
        while (Updates < until && !isStopped && !HasStoppedEarly)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            Update();
            Time += Stopwatch.GetElapsedTime(start);
            if (Updates % Settings.MeasureEvery == 0)
                Measure();
            foreach (var callback in Settings.Callbacks)
                callback.Updated(this);
            progress?.Report(this);
            if (Settings.Checkpoint is { } path && Updates % Settings.CheckpointEvery == 0)
                TrainerCheckpoint.Save(this, path);
        }
    }

    /// <summary>Lets <see cref="Run"/> return after the update at hand.</summary>
    public void Stop() => isStopped = true;

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
        Optimizer.LearningRate = initialRate * Settings.Schedule.Factor(Updates);
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
            throw Diverged(Divergence.InForward(Updates + 1, Network, workspace, savedTo));
        Network.Backward(workspace, default, Outputs<T>.None, null, gradients[0]);
        return loss;
    }

    private void LimitGradients()
    {
        if (Settings.BatchesPerUpdate > 1)
            GradientValues.Scale(gradients, 1.0 / Settings.BatchesPerUpdate);
        if (double.IsFinite(Settings.ClipValue))
            GradientValues.Clip(gradients, Settings.ClipValue);
        LastNorm = GradientNorm.Clip(gradients, Settings.ClipNorm);
        if (!double.IsFinite(LastNorm))
            throw Diverged(Divergence.InGradients(Updates + 1, gradients[0], savedTo));
    }

    private void Measure()
    {
        var heldOut = Settings.HeldOutLoss?.Invoke();
        if (heldOut is { } value && !double.IsFinite(value))
            throw Diverged(new(Updates, Network.Signature.Losses[0], "the held-out loss is not finite", savedTo));
        Curve.Close(Updates, heldOut ?? double.NaN);
        var loss = heldOut ?? Curve.Points[^1].TrainLoss;
        Best.Observe(loss, Updates);
        Settings.Schedule.Observe(loss);
        foreach (var callback in Settings.Callbacks)
            callback.Measured(this);
    }

    private TrainingDivergedException Diverged(TrainingDivergedException error)
    {
        HasDiverged = true;
        return error;
    }
}

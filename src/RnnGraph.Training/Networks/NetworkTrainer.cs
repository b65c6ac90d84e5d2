using System.Diagnostics;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Trains any network that declares its losses: forward, backward, gradients of limited norm, one step of the optimiser; the next batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NetworkTrainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IBatchSource<T> batches;
    private readonly IOptimizer<T> optimizer;
    private readonly NetworkTrainerSettings settings;
    private readonly Workspace<T> workspace;
    private readonly Gradients<T>[] gradients;
    private readonly Queue<double> losses = new();

    /// <summary>A trainer that has taken no step yet.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batches">Inputs and targets in the network's order.</param>
    /// <param name="optimizer">An optimiser of this network.</param>
    /// <param name="settings">How it is trained.</param>
    public NetworkTrainer(ITrainable<T> network, IBatchSource<T> batches, IOptimizer<T> optimizer, NetworkTrainerSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(optimizer);
        this.batches = batches;
        this.optimizer = optimizer;
        this.settings = settings ?? new();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(this.settings.ClipNorm, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(this.settings.MeanOver, nameof(settings));
        Network = network;
        workspace = network.CreateWorkspace(batches.Steps, batches.Rows, Mode.Train, this.settings.Threads, memory: this.settings.Memory);
        gradients = [network.CreateGradients()];
    }

    /// <summary>The network.</summary>
    public ITrainable<T> Network { get; }

    /// <summary>Updates made by this object.</summary>
    public int Updates { get; private set; }

    /// <summary>The loss of the last update; NaN before the first.</summary>
    public double LastLoss { get; private set; } = double.NaN;

    /// <summary>The mean loss of the last updates; NaN before the first.</summary>
    public double MeanLoss => losses.Count == 0 ? double.NaN : losses.Average();

    /// <summary>The time spent on updates.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Makes so many updates.</summary>
    /// <param name="updates">How many.</param>
    /// <param name="progress">Told after each.</param>
    /// <param name="cancellation">Stops between two updates.</param>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite; the parameters are those before that update.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(int updates, IProgress<NetworkTrainer<T>>? progress = null, CancellationToken cancellation = default)
    {
        for (var i = 0; i < updates; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            Update();
            Time += Stopwatch.GetElapsedTime(start);
            progress?.Report(this);
        }
    }

    private void Update()
    {
        batches.Next();
        gradients[0].Clear();
        Network.Forward(workspace, batches.Inputs, Outputs<T>.None, null, batches.Lengths);
        var loss = workspace.Loss;
        if (!double.IsFinite(loss))
            throw new TrainingDivergedException(Updates + 1, "loss", $"the loss is {loss}");
        Network.Backward(workspace, default, Outputs<T>.None, null, gradients[0]);
        if (!double.IsFinite(GradientNorm.Clip(gradients, settings.ClipNorm)))
            throw new TrainingDivergedException(Updates + 1, FirstNotFinite(), "a gradient is not finite");
        optimizer.Step(gradients);
        Updates++;
        LastLoss = loss;
        losses.Enqueue(loss);
        if (losses.Count > settings.MeanOver)
            losses.Dequeue();
    }

    private string FirstNotFinite()
    {
        foreach (var parameter in Network.Parameters.Infos)
        {
            var values = new T[parameter.Size];
            gradients[0].Read(parameter.Name, values);
            if (!Array.TrueForAll(values, T.IsFinite))
                return parameter.Name;
        }

        return Network.Parameters.Infos[0].Name;
    }
}

using System.Numerics;

namespace RnnGraph.Training;

/// <summary>The loss of a network on data that it isn't trained on: one pass through a source, in evaluation (no dropout, no noise).</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class HeldOut<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainable<T> network;
    private readonly IFiniteSource<T> source;
    private readonly IReadOnlyList<long> start;
    private readonly Workspace<T> workspace;
    private readonly CarriedStates<T> states;

    /// <summary>Prepares the measurement.</summary>
    /// <param name="network">The network.</param>
    /// <param name="source">The data, from where it stands; each measurement begins there.</param>
    /// <param name="threads">Threads; the result doesn't depend on it.</param>
    public HeldOut(ITrainable<T> network, IFiniteSource<T> source, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(source);
        this.network = network;
        this.source = source;
        start = source.Position;
        workspace = network.CreateWorkspace(source.Steps, source.Rows, Mode.Evaluate, threads);
        states = new(network, source);
    }

    /// <summary>Each of the network's losses as the mean over all steps (or rows) of all batches that count (0 if none does), and these means added up.</summary>
    public double Loss()
    {
        var losses = network.Signature.Losses;
        var (sums, counts) = (new double[losses.Count], new long[losses.Count]);
        source.Resume(start);
        states.State?.Reset();
        for (var batch = 0; batch < source.BatchesPerPass; batch++)
        {
            source.Next();
            states.BeginBatch();
            network.Forward(workspace, source.Inputs, Outputs<T>.None, states.State, source.Lengths);
            for (var i = 0; i < sums.Length; i++)
            {
                var count = workspace.LossCountOf(losses[i]);
                counts[i] += count;
                sums[i] += workspace.LossOf(losses[i]) * count;
            }
        }

        return sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count).Sum();
    }
}

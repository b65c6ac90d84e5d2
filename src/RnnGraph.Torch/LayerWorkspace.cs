using System.Numerics;
using RnnGraph.Torch.Layout;

namespace RnnGraph.Torch;

/// <summary>The memory of one run at a time of recurrent layers, for a number of steps and sequences. After its first run nothing is allocated any more.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LayerWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _lengths;
    private bool _hasLengths;

    internal LayerWorkspace(RecurrentLayers<T> layers, int steps, int batch, Mode mode, int threads)
    {
        Layers = layers;
        var plan = layers.Plan;
        Steps = steps;
        Batch = batch;
        Mode = mode;
        Threads = threads;
        Runs = [.. layers.Cells.Select(cell => cell.CreateWorkspace(steps, batch, mode, threads))];
        _lengths = new int[batch];
        var rows = steps * batch;
        var widest = Math.Max(plan.InputSize, plan.OutputSize);
        Lower = new T[rows * widest];
        Upper = new T[rows * widest];
        Turned = new T[rows * widest];
        OneWay = new T[rows * plan.Features];
        OneWayDelta = mode == Mode.Train ? new T[rows * widest] : [];
    }

    /// <summary>Time steps of every run.</summary>
    public int Steps { get; }

    /// <summary>Sequences of every run.</summary>
    public int Batch { get; }

    /// <summary>Whether a backward run may follow a forward run, and dropout is at work.</summary>
    public Mode Mode { get; }

    /// <summary>How many threads a run may take; the results don't depend on it.</summary>
    public int Threads { get; }

    /// <summary>The seed of the dropout masks.</summary>
    public ulong Seed { get; set; }

    /// <summary>How many training runs have been made: each has masks of its own. Seed and count together say which, so that setting both repeats a run exactly.</summary>
    public ulong Draw { get; set; }

    internal RecurrentLayers<T> Layers { get; }

    internal Workspace<T>[] Runs { get; }

    /// <summary>What the layer at work reads, <c>[T, B, F]</c>; in the backward run ∂L/∂ of it.</summary>
    internal T[] Lower { get; private set; }

    /// <summary>What the layer at work writes; in the backward run ∂L/∂ of it.</summary>
    internal T[] Upper { get; private set; }

    /// <summary>A layer's input, each sequence reversed within its length.</summary>
    internal T[] Turned { get; }

    /// <summary>One direction's output; in the backward run ∂L/∂ of it.</summary>
    internal T[] OneWay { get; }

    /// <summary>∂L/∂ of one direction's input.</summary>
    internal T[] OneWayDelta { get; }

    /// <summary>The draw that the last forward run used.</summary>
    internal ulong DrawOfRun { get; set; }

    internal ReadOnlySpan<int> Lengths => _hasLengths ? _lengths : [];

    internal SequenceRows Rows => new(Steps, Batch, Lengths);

    internal void SetLengths(ReadOnlySpan<int> lengths)
    {
        _hasLengths = !lengths.IsEmpty;
        lengths.CopyTo(_lengths);
    }

    /// <summary>The upper layer's place becomes the lower one's: the way of a run from layer to layer.</summary>
    internal void Exchange() => (Lower, Upper) = (Upper, Lower);
}

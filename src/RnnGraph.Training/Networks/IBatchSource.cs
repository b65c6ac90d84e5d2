using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Where a trainer's batches come from: data read, or drawn by a rule. All batches have one shape; shorter sequences have lengths.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IBatchSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Time steps of every batch, along each time axis of the network.</summary>
    Steps Steps { get; }

    /// <summary>Sequences of every batch.</summary>
    int Rows { get; }

    /// <summary>The inputs of the batch at hand, targets among them, in the order in which the network declares them.</summary>
    Inputs<T> Inputs { get; }

    /// <summary>The lengths of its sequences.</summary>
    Lengths Lengths { get; }

    /// <summary>Goes on to the next batch, the first at the first call.</summary>
    void Next();
}

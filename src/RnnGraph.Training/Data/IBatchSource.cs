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

    /// <summary>What a resumed run must have in common with the stopped one, by name: the data, and how they are cut. No name is one of the trainer's, such as
    /// <c>seed</c> or <c>network</c>.</summary>
    IReadOnlyDictionary<string, string> Description { get; }

    /// <summary>Where the source stands, between two batches, as numbers that a checkpoint holds.</summary>
    IReadOnlyList<long> Position { get; }

    /// <summary>Whether batches go on where the one before ended, so that states are carried from one to the next (truncated back-propagation through time).</summary>
    bool IsCarried => false;

    /// <summary>Goes on to the next batch, the first at the first call.</summary>
    void Next();

    /// <summary>Goes to a <see cref="Position"/> of a source with the same <see cref="Description"/>: <see cref="Next"/> then gives what would have come there.</summary>
    /// <exception cref="ArgumentException">It has no such position.</exception>
    void Resume(IReadOnlyList<long> position);

    /// <summary>Of a carried source, whether a row of the batch at hand starts from a fresh state instead of from that in which the batch before ended.</summary>
    /// <param name="row">From 0 to below <see cref="Rows"/>.</param>
    bool StartsAnew(int row) => true;
}

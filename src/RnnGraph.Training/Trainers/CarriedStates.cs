using System.Numerics;

namespace RnnGraph.Training;

/// <summary>The states that are carried from batch to batch of a source: before each, emptied in the rows that start anew.</summary>
internal sealed class CarriedStates<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IBatchSource<T> source;
    private readonly CellState<T>? fresh;
    private readonly IReadOnlyList<ValueInfo> states;

    public CarriedStates(ITrainable<T> network, IBatchSource<T> source)
    {
        this.source = source;
        states = network.Signature.States;
        if (!source.IsCarried)
            return;
        State = network.CreateState(source.Rows);
        fresh = network.CreateState(source.Rows);
    }

    /// <summary>The states; null for a source whose batches have nothing to do with one another.</summary>
    public CellState<T>? State { get; }

    /// <summary>Makes the states ready for the batch at hand.</summary>
    public void BeginBatch()
    {
        if (State is null)
            return;
        var anew = Enumerable.Range(0, source.Rows).Where(source.StartsAnew).ToList();
        if (anew.Count == source.Rows)
        {
            State.Reset();
            return;
        }

        if (anew.Count == 0)
            return;
        fresh!.Reset(); // and so starts from what is learnt by now
        foreach (var (name, features) in states)
        {
            foreach (var row in anew)
                fresh[name].Slice(row * features, features).CopyTo(State[name][(row * features)..]);
        }
    }
}

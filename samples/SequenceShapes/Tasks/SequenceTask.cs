using RnnGraph;
using RnnGraph.Training;

namespace SequenceShapes.Tasks;

/// <summary>A task whose sequences are drawn by a rule: batches to train on, and a measure of how well a network does on the batch at hand.</summary>
/// <param name="rows">Sequences of a batch.</param>
/// <param name="seed">What they are drawn from; other seeds give other sequences.</param>
internal abstract class SequenceTask(int rows, ulong seed) : IBatchSource<float>
{
    private RandomStream _random = new(seed);

    /// <inheritdoc/>
    public int Rows => rows;

    /// <inheritdoc/>
    public abstract Steps Steps { get; }

    /// <inheritdoc/>
    public abstract Inputs<float> Inputs { get; }

    /// <inheritdoc/>
    public virtual Lengths Lengths => Lengths.All;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description => new Dictionary<string, string> { ["task"] = $"{GetType().Name}, {rows} rows of {string.Join(" and ", (int[])[.. Steps])} steps, {Drawn}" };

    /// <summary>The random state from which the next batch is drawn.</summary>
    public IReadOnlyList<long> Position => [unchecked((long)_random.State)];

    /// <inheritdoc/>
    public void Resume(IReadOnlyList<long> position)
    {
        if (position.Count != 1)
            throw new ArgumentException($"Expected one number as the position of a task, given {position.Count}.", nameof(position));
        _random = new(unchecked((ulong)position[0]));
    }

    /// <inheritdoc/>
    public abstract void Next();

    /// <summary>How well a network does on the batch at hand: a share of what is right, or an error.</summary>
    public abstract double Measure(ITrainable<float> network);

    /// <summary>Which of the task's sequences are drawn.</summary>
    protected virtual string Drawn => "any";

    /// <summary>A whole number from 0, below a bound.</summary>
    protected int Draw(int below) => (int)(_random.NextDouble() * below);

    /// <summary>A number in 0 … 1.</summary>
    protected float Draw() => (float)_random.NextDouble();

    /// <summary>The only output of a network for the batch at hand.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">Values of the output.</param>
    protected float[] Answer(ITrainable<float> network, int count)
    {
        var answer = new float[count];
        network.Forward(network.CreateWorkspace(Steps, Rows, Mode.Evaluate), Inputs, answer, null, Lengths);
        return answer;
    }
}

using System.Globalization;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>The adding problem (Hochreiter &amp; Schmidhuber 1997), drawn by its rule: numbers uniform in 0 … 1, one of the first half marked and one of the second; the target is the sum of the two.
/// Inputs are <c>[T, B, 2]</c>, the number and 1 where it is marked, and as target <c>[B, 1]</c>. Whoever always says 1 has a squared error of 1/6.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AddingBatches<T> : IFiniteSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int steps;
    private readonly ulong seed;
    private readonly T[] inputs;
    private readonly T[] targets;
    private RandomStream random;

    /// <summary>Sequences of one length.</summary>
    /// <param name="steps">Numbers of a sequence, 2 or more.</param>
    /// <param name="rows">Sequences of a batch, 1 or more.</param>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="batchesPerPass">What is called a pass; the batches after it are others.</param>
    public AddingBatches(int steps, int rows, ulong seed, int batchesPerPass = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchesPerPass);
        (this.steps, Rows, this.seed, BatchesPerPass) = (steps, rows, seed, batchesPerPass);
        inputs = new T[steps * rows * 2];
        targets = new T[rows];
        random = new(seed);
    }

    /// <inheritdoc/>
    public Steps Steps => steps;

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int BatchesPerPass { get; }

    /// <inheritdoc/>
    public Inputs<T> Inputs => new(inputs, targets);

    /// <inheritdoc/>
    public Lengths Lengths => Lengths.All;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description => new Dictionary<string, string>
    {
        ["adding problem"] = string.Create(CultureInfo.InvariantCulture, $"{Rows} rows of {steps} steps, drawn from {seed}"),
    };

    /// <summary>The random state from which the next batch is drawn.</summary>
    public IReadOnlyList<long> Position => [unchecked((long)random.State)];

    /// <inheritdoc/>
    public void Resume(IReadOnlyList<long> position)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (position.Count != 1)
            throw new ArgumentException($"Expected one number as the position of a source, given {position.Count}.", nameof(position));
        random = new(unchecked((ulong)position[0]));
    }

    /// <inheritdoc/>
    public void Next()
    {
        Array.Clear(inputs);
        for (var row = 0; row < Rows; row++)
        {
            for (var step = 0; step < steps; step++)
                inputs[At(step, row)] = T.CreateTruncating(random.NextDouble());
            targets[row] = Mark(Below(steps / 2), row) + Mark((steps / 2) + Below(steps - (steps / 2)), row);
        }
    }

    private T Mark(int step, int row)
    {
        inputs[At(step, row) + 1] = T.One;
        return inputs[At(step, row)];
    }

    private int Below(int bound) => (int)(random.NextDouble() * bound);

    private int At(int step, int row) => ((step * Rows) + row) * 2;
}

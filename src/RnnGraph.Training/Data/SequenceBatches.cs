using System.Globalization;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches of whole sequences of different lengths: all batches have room for the longest, and each row the length of its own. A pass takes every sequence once; rows
/// of its last batch that are left over have length 0, and so no weight in the loss.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class SequenceBatches<T> : IFiniteSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PassOrder order;
    private readonly string sequences;
    private readonly int[] lengths;
    private string? data;
    private long pass;
    private int batch;

    /// <summary>A source at the beginning of its first pass.</summary>
    /// <param name="sequences">How many there are, 1 or more.</param>
    /// <param name="longest">Steps of the longest.</param>
    /// <param name="width">Values of a step, 1 or more.</param>
    /// <param name="rows">Sequences of a batch, 1 or more.</param>
    /// <param name="seed">What every pass is shuffled from; null for the order in which they stand.</param>
    /// <exception cref="ArgumentException">A batch is larger than an array can be.</exception>
    private protected SequenceBatches(int sequences, int longest, int width, int rows, ulong? seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        if ((long)longest * rows > Array.MaxLength / width)
            throw new ArgumentException($"Expected batches of at most {Array.MaxLength} values, given {rows} rows of {longest} steps of {width}.", nameof(rows));
        BatchSize = longest * rows * width;
        order = new(sequences, seed);
        this.sequences = string.Create(CultureInfo.InvariantCulture, $"{sequences} sequences of up to {longest} steps, {(seed is null ? "in order" : $"shuffled from {seed}")}");
        Longest = longest;
        Rows = rows;
        lengths = new int[rows];
        BatchesPerPass = ((sequences - 1) / rows) + 1;
    }

    /// <inheritdoc/>
    public virtual Steps Steps => Longest;

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public abstract Inputs<T> Inputs { get; }

    /// <inheritdoc/>
    public virtual Lengths Lengths => lengths;

    /// <inheritdoc/>
    public int BatchesPerPass { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["batch"] = Rows.ToString(CultureInfo.InvariantCulture),
        ["sequences"] = sequences,
        ["data"] = data ??= Data,
    };

    /// <summary>The number of the pass, and how many of its batches were given.</summary>
    public IReadOnlyList<long> Position => [pass, batch];

    /// <summary>The length of each row along the (last) time axis.</summary>
    private protected int[] RowLengths => lengths;

    /// <summary>Steps of the longest sequence.</summary>
    private protected int Longest { get; }

    /// <summary>Values of a batch's inputs, and of its targets.</summary>
    private protected int BatchSize { get; }

    /// <summary>What distinguishes the data from others: what they are, and a hash.</summary>
    private protected abstract string Data { get; }

    /// <inheritdoc/>
    public void Next()
    {
        if (batch == BatchesPerPass)
            (pass, batch) = (pass + 1, 0);
        var items = order.Of(pass);
        for (var row = 0; row < Rows; row++)
        {
            var at = (batch * Rows) + row;
            if (at < items.Length)
                lengths[row] = Fill(row, items[at]);
            else
                Empty(row);
        }

        batch++;
    }

    /// <inheritdoc/>
    public void Resume(IReadOnlyList<long> position)
    {
        var given = SourcePosition.Number(position, 1, 2, BatchesPerPass);
        pass = SourcePosition.Number(position, 0, 2, int.MaxValue);
        batch = given;
    }

    /// <summary>Puts a sequence into a row of the batch; beyond its length anything may stay.</summary>
    /// <returns>Its length.</returns>
    private protected abstract int Fill(int row, int sequence);

    /// <summary>Leaves a row of the batch without a sequence: its length is 0.</summary>
    private protected virtual void Empty(int row) => lengths[row] = 0;
}

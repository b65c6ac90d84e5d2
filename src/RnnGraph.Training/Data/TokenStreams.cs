using System.Globalization;
using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches for a network that reads tokens and predicts the next: parallel streams through a text (<see cref="BatchStreams"/>), states carried from block to block.
/// Inputs are the tokens <c>[T, B]</c> and, as targets, those that follow <c>[T, B]</c>.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TokenStreams<T> : IFiniteSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchStreams streams;
    private readonly int length;
    private readonly int blocksCarried;
    private readonly string text;
    private readonly int[] inputs;
    private readonly int[] targets;
    private int blocks;
    private bool isAnew;

    /// <summary>Streams from the start of a text.</summary>
    /// <param name="tokens">The text; kept, not copied.</param>
    /// <param name="rows">How many parallel streams.</param>
    /// <param name="length">Steps of a block: gradients reach back so far at most.</param>
    /// <param name="blocksCarried">Every so many blocks, or as many as there are streams if these are more, the states of a stream are emptied, each stream in turn: those of stream b
    /// first after b blocks. At the text's start those of all are. States that were carried through the whole text and never emptied would be all that a model learns to start from, and it does badly
    /// from empty ones.</param>
    /// <exception cref="ArgumentException">The text is too short for one block.</exception>
    public TokenStreams(ReadOnlyMemory<int> tokens, int rows, int length, int blocksCarried = 32)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocksCarried);
        streams = new(tokens, rows, length);
        Rows = rows;
        this.length = length;
        this.blocksCarried = Math.Max(rows, blocksCarried);
        text = $"{tokens.Length} tokens, {DataHash.Of([tokens])}";
        inputs = new int[rows * length];
        targets = new int[inputs.Length];
    }

    /// <inheritdoc/>
    public Steps Steps => length;

    /// <inheritdoc/>
    public int Rows { get; }

    /// <summary>Blocks of one pass through the streams; what is left over of each is passed over.</summary>
    public int BatchesPerPass => streams.StreamLength / length;

    /// <inheritdoc/>
    public Inputs<T> Inputs => new Inputs<T>(inputs.AsSpan()).AndTokens(targets);

    /// <inheritdoc/>
    public Lengths Lengths => Lengths.All;

    /// <inheritdoc/>
    public bool IsCarried => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["batch"] = Rows.ToString(CultureInfo.InvariantCulture),
        ["length"] = length.ToString(CultureInfo.InvariantCulture),
        ["blocks carried"] = blocksCarried.ToString(CultureInfo.InvariantCulture),
        ["tokens"] = text,
    };

    /// <summary>The place in the streams, and the number of blocks that were given.</summary>
    public IReadOnlyList<long> Position => [streams.Position, blocks];

    /// <inheritdoc/>
    public void Next()
    {
        isAnew = streams.Next(inputs, targets);
        blocks++;
    }

    /// <inheritdoc/>
    public void Resume(IReadOnlyList<long> position)
    {
        var (place, given) = (SourcePosition.Number(position, 0, 2, streams.StreamLength), SourcePosition.Number(position, 1, 2, int.MaxValue));
        (streams.Position, blocks) = (place, given);
    }

    /// <inheritdoc/>
    public bool StartsAnew(int row) => isAnew || (blocks - 1) % blocksCarried == row;
}

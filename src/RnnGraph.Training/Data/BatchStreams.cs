namespace RnnGraph.Training;

/// <summary>Cuts a text into parallel streams for truncated back-propagation: stream b holds the b-th of <c>batch</c> equal contiguous parts, and each call
/// gives the next <c>length</c> tokens of every stream, so that states carried from call to call go on where they were.</summary>
public sealed class BatchStreams
{
    private readonly ReadOnlyMemory<int> tokens;
    private readonly int batch;
    private readonly int length;

    /// <summary>Streams over a text.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="batch">How many parallel streams.</param>
    /// <param name="length">Steps of a call.</param>
    /// <exception cref="ArgumentException">The text is too short for one call.</exception>
    public BatchStreams(ReadOnlyMemory<int> tokens, int batch, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        this.tokens = tokens;
        this.batch = batch;
        this.length = length;
        var needed = ((long)batch * length) + 1;
        if (tokens.Length < needed)
        {
            throw new ArgumentException(
                $"the training part of the text has {tokens.Length} characters, expected at least {needed} for {batch} streams of {length} steps", nameof(tokens));
        }

        StreamLength = (tokens.Length - 1) / batch; // one less, because every token needs a next one to predict
    }

    /// <summary>The tokens of one stream.</summary>
    public int StreamLength { get; }

    /// <summary>Where the streams stand: the next call starts with this token of each stream. Setting it resumes a stopped run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or beyond <see cref="StreamLength"/>.</exception>
    public int Position
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, StreamLength);
            field = value;
        }
    }

    /// <summary>The next tokens and, for each, the one that follows it.</summary>
    /// <param name="inputs">Filled, [length, batch].</param>
    /// <param name="targets">Filled, [length, batch].</param>
    /// <returns>True if the streams began anew, so that carried states must be reset. Tokens at a stream's end too few for a call are left out.</returns>
    public bool Next(Span<int> inputs, Span<int> targets)
    {
        CheckLength(inputs, nameof(inputs));
        CheckLength(targets, nameof(targets));
        var anew = Position == 0 || Position + length > StreamLength;
        if (anew)
            Position = 0;
        var text = tokens.Span;
        for (var stream = 0; stream < batch; stream++)
        {
            var part = text.Slice((stream * StreamLength) + Position, length + 1);
            for (var step = 0; step < length; step++)
            {
                inputs[(step * batch) + stream] = part[step];
                targets[(step * batch) + stream] = part[step + 1];
            }
        }

        Position += length;
        return anew;
    }

    private void CheckLength(ReadOnlySpan<int> span, string name)
    {
        if (span.Length != batch * length)
            throw new ArgumentException($"Expected {length} × {batch} tokens, given {span.Length}.", name);
    }
}

namespace RnnGraph.Training;

/// <summary>A text as tokens, its head for training and its tail held out for validation.</summary>
public sealed class TextSplit
{
    /// <summary>The share of the text that is held out: its last tenth.</summary>
    public const double HeldOutShare = 0.1;

    private readonly int[] tokens;

    /// <summary>Splits an encoded text.</summary>
    /// <param name="tokens">The tokens of the whole text.</param>
    /// <exception cref="ArgumentException">There are fewer than ten tokens.</exception>
    public TextSplit(int[] tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Length < 1 / HeldOutShare)
            throw new ArgumentException($"the text has {tokens.Length} characters, expected at least {1 / HeldOutShare:0}", nameof(tokens));
        this.tokens = tokens;
        TrainingLength = tokens.Length - (int)(tokens.Length * HeldOutShare);
    }

    /// <summary>The whole text.</summary>
    public ReadOnlyMemory<int> All => tokens;

    /// <summary>The part to train on.</summary>
    public ReadOnlyMemory<int> Training => tokens.AsMemory(0, TrainingLength);

    /// <summary>The number of tokens to train on; the held-out tail starts there.</summary>
    public int TrainingLength { get; }

    /// <summary>The number of tokens held out.</summary>
    public int HeldOutLength => tokens.Length - TrainingLength;
}

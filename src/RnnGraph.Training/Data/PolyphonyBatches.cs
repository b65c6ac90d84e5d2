using System.Numerics;

namespace RnnGraph.Training;

/// <summary>Batches of whole pieces for a network that predicts each frame from those before (Boulanger-Lewandowski, Bengio &amp; Vincent 2012): it reads <c>[T, B, keys]</c> the frame
/// before, silence before the first, and its targets <c>[T, B, keys]</c> are the frames, 1 for a key that sounds and 0 for others. Every frame is predicted, the first included.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PolyphonyBatches<T> : SequenceBatches<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Polyphony music;
    private readonly T[] inputs;
    private readonly T[] targets;

    /// <summary>Batches of pieces.</summary>
    /// <param name="music">The pieces, 1 or more; kept, not copied.</param>
    /// <param name="rows">Pieces of a batch.</param>
    /// <param name="seed">What every pass is shuffled from; null for the order in which they stand.</param>
    public PolyphonyBatches(Polyphony music, int rows, ulong? seed)
        : base(Checked(music), music.Longest, music.Keys, rows, seed)
    {
        this.music = music;
        inputs = new T[BatchSize];
        targets = new T[BatchSize];
    }

    /// <inheritdoc/>
    public override Inputs<T> Inputs => new(inputs, targets);

    private protected override string Data => $"{music.Frames} frames of {music.Keys} keys, {music.Hash()}";

    private protected override int Fill(int row, int sequence)
    {
        var length = music.LengthOf(sequence);
        for (var step = 0; step < length; step++)
        {
            var frame = Frame(targets, step, row);
            frame.Clear();
            foreach (var key in music.Sounding(sequence, step))
                frame[key] = T.One;
            if (step == 0)
                Frame(inputs, 0, row).Clear();
            else
                Frame(targets, step - 1, row).CopyTo(Frame(inputs, step, row));
        }

        return length;
    }

    private Span<T> Frame(T[] roll, int step, int row) => roll.AsSpan(((step * Rows) + row) * music.Keys, music.Keys);

    private static int Checked(Polyphony music)
    {
        ArgumentNullException.ThrowIfNull(music);
        return music.Pieces > 0 ? music.Pieces : throw new ArgumentException("Expected one piece or more, given none.", nameof(music));
    }
}

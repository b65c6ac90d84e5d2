using System.Runtime.InteropServices;

namespace RnnGraph.Training;

/// <summary>Pieces of music as the keys that sound in each frame, held as a list of sounding keys: a roll of them would be some twenty times as large.</summary>
public sealed class Polyphony
{
    private readonly List<byte> sounding = [];
    private readonly List<int> frameEnds = [];
    private readonly List<int> pieceEnds = [];

    /// <summary>No piece yet.</summary>
    /// <param name="keys">Keys of the instrument, 1 to 256; 88 of a piano.</param>
    public Polyphony(int keys)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys, byte.MaxValue + 1);
        Keys = keys;
    }

    /// <summary>Keys of the instrument.</summary>
    public int Keys { get; }

    /// <summary>How many pieces there are.</summary>
    public int Pieces => pieceEnds.Count;

    /// <summary>Frames of all pieces.</summary>
    public int Frames => frameEnds.Count;

    /// <summary>Sounding keys of all frames.</summary>
    public int Notes => sounding.Count;

    /// <summary>Frames of the longest piece; 0 if there is none.</summary>
    public int Longest => Enumerable.Range(0, Pieces).Select(LengthOf).DefaultIfEmpty().Max();

    /// <summary>Frames of a piece.</summary>
    public int LengthOf(int piece) => pieceEnds[piece] - StartOf(piece);

    /// <summary>The keys, from 0, that sound in a frame of a piece.</summary>
    public ReadOnlySpan<byte> Sounding(int piece, int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, LengthOf(piece));
        var at = StartOf(piece) + frame;
        var start = at == 0 ? 0 : frameEnds[at - 1];
        return CollectionsMarshal.AsSpan(sounding)[start..frameEnds[at]];
    }

    /// <summary>Adds a sounding key to the frame that is being made.</summary>
    /// <param name="key">From 0 to below <see cref="Keys"/>.</param>
    public void AddNote(int key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(key, Keys);
        sounding.Add((byte)key);
    }

    /// <summary>Ends the frame that is being made.</summary>
    public void EndFrame() => frameEnds.Add(sounding.Count);

    /// <summary>Ends the piece that is being made.</summary>
    /// <exception cref="InvalidOperationException">Keys were added whose frame hasn't ended.</exception>
    public void EndPiece()
    {
        var unended = sounding.Count - (frameEnds.Count == 0 ? 0 : frameEnds[^1]);
        if (unended > 0)
            throw new InvalidOperationException($"Expected the end of a frame before that of its piece, given {unended} keys behind the last frame's end.");
        pieceEnds.Add(frameEnds.Count);
    }

    /// <summary>What distinguishes it from others.</summary>
    internal string Hash() => DataHash.Of<int, int, byte>(CollectionsMarshal.AsSpan(pieceEnds), CollectionsMarshal.AsSpan(frameEnds), CollectionsMarshal.AsSpan(sounding));

    private int StartOf(int piece) => piece == 0 ? 0 : pieceEnds[piece - 1];
}

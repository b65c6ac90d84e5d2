namespace RnnGraph.Torch.Layout;

/// <summary>The rows [T, B] of a run: every sequence is read forwards, or backwards within its own length. What lies beyond a length is 0 in whatever is written.</summary>
/// <param name="steps">Steps T.</param>
/// <param name="batch">Sequences B.</param>
/// <param name="lengths">The length of each sequence; empty if all have T steps.</param>
internal readonly ref struct SequenceRows(int steps, int batch, ReadOnlySpan<int> lengths)
{
    private readonly ReadOnlySpan<int> _lengths = lengths;

    /// <summary>Takes <paramref name="width"/> features of every row from <paramref name="offset"/> on: <c>[T, B, sourceWidth] → [T, B, width]</c>.</summary>
    public void Take<T>(ReadOnlySpan<T> source, int sourceWidth, int offset, Span<T> target, int width, bool reversed)
    {
        for (var step = 0; step < steps; step++)
        {
            for (var row = 0; row < batch; row++)
            {
                var to = target.Slice(((step * batch) + row) * width, width);
                if (At(step, row, reversed) is var from and >= 0)
                    source.Slice((((from * batch) + row) * sourceWidth) + offset, width).CopyTo(to);
                else
                    to.Clear();
            }
        }
    }

    /// <summary>Puts rows among the features of wider ones, from <paramref name="offset"/> on: <c>[T, B, width] → [T, B, targetWidth]</c>.</summary>
    public void Put<T>(ReadOnlySpan<T> source, int width, Span<T> target, int targetWidth, int offset, bool reversed)
    {
        for (var step = 0; step < steps; step++)
        {
            for (var row = 0; row < batch; row++)
            {
                var to = target.Slice((((step * batch) + row) * targetWidth) + offset, width);
                if (At(step, row, reversed) is var from and >= 0)
                    source.Slice(((from * batch) + row) * width, width).CopyTo(to);
                else
                    to.Clear();
            }
        }
    }

    // Reversal is its own inverse, so one map serves reading and writing. -1: beyond the sequence's length.
    private int At(int step, int row, bool reversed)
    {
        var length = _lengths.IsEmpty ? steps : _lengths[row];
        if (step >= length)
            return -1;
        return reversed ? length - 1 - step : step;
    }
}

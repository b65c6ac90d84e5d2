namespace RnnGraph.Runtime;

/// <summary>
/// The rows of a batch are cut in chunks of a fixed size, whatever the number of threads: threads take whole chunks, and sums over rows are kept per chunk
/// and added in a fixed order, so that results have the same bits for any number of threads.
/// </summary>
internal static class RowChunks
{
    /// <summary>Rows of a chunk: two of the largest register tiles.</summary>
    public const int Rows = 8;

    public static int Count(int batch) => (batch + Rows - 1) / Rows;

    /// <summary>The row after the chunk of a row.</summary>
    public static int EndOf(int row) => ((row / Rows) + 1) * Rows;

    /// <summary>The rows that a thread takes: with about as many steps as those of any other.</summary>
    public static (int First, int End) Of(int batch, AxisRun[] axes, int thread, int threads) => (Cut(batch, axes, thread, threads), Cut(batch, axes, thread + 1, threads));

    /// <summary>The chunk before which about so many of the threads' shares of all steps lie, as its first row.</summary>
    private static int Cut(int batch, AxisRun[] axes, int shares, int threads)
    {
        if (shares == threads)
            return batch;
        var wanted = StepsOf(axes, 0, batch) * shares;
        long before = 0;
        for (var first = 0; first < batch; first += Rows)
        {
            var within = StepsOf(axes, first, Math.Min(first + Rows, batch)) * threads;
            if (before + (within / 2) >= wanted)
                return first;
            before += within;
        }

        return batch;
    }

    private static long StepsOf(AxisRun[] axes, int first, int end)
    {
        // A row without steps takes some work, too.
        long steps = end - first;
        foreach (var axis in axes)
        {
            for (var row = first; row < end; row++)
                steps += axis.LengthOf(row);
        }

        return steps;
    }
}

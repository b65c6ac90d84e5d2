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

    /// <summary>The rows that a thread takes.</summary>
    public static (int First, int End) Of(int batch, int thread, int threads)
    {
        var chunks = Count(batch);
        return (Math.Min(batch, chunks * thread / threads * Rows), Math.Min(batch, chunks * (thread + 1) / threads * Rows));
    }
}

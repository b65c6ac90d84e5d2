namespace RnnGraph.Runtime;

/// <summary>How many rows a sweep takes at a time.</summary>
internal sealed class SweepTable(long bytesPerRow)
{
    // Half of a second-level cache of the usual size.
    private const long BlockBytes = 512 * 1024;

    // With less, products would wait for the weights that they read again for every block.
    private const int LeastRows = 64;

    // Where the least rows take more, no block stays in a core's caches, and the weights would be read again for nothing.
    private const long MostBytes = 3 * 1024 * 1024;

    /// <summary>The rows of a block, whose values stay in the second-level cache or near it; all where they can't.</summary>
    public int Rows { get; } = LeastRows * bytesPerRow > MostBytes ? int.MaxValue : (int)Math.Max(LeastRows, BlockBytes / bytesPerRow);

    /// <summary>The steps of a block: at least one, and in all blocks about as many.</summary>
    /// <param name="steps">The steps of the whole sweep, at least 1.</param>
    /// <param name="rowsPerStep">Rows of a step; 0 for a thread that has none.</param>
    /// <param name="rows">The rows of a block, as far as they make whole steps.</param>
    public static int BlockSteps(int steps, int rowsPerStep, int rows)
    {
        if (rowsPerStep == 0)
            return steps;
        var most = Math.Max(1, rows / rowsPerStep);
        var blocks = ((steps - 1) / most) + 1;
        return ((steps - 1) / blocks) + 1;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Deltas times the transpose of a pack: target[row, i] (+)= Σ_outputs Σ_gates delta[row, output, gate] · pack[output, i, gate].</summary>
internal static unsafe class TransposedProduct
{
    // A copy up to this size stays in the second-level cache while it meets every row. Of a larger one, a block for so many vectors of outputs does.
    private const int WholeBytes = 3 << 19;
    private const int BlockVectors = 64;

    /// <summary>Computes some panels of inputs of some rows. Sums run over the outputs in order, in however many blocks.</summary>
    /// <param name="table">The product.</param>
    /// <param name="copy">The pack's backward copy, see <see cref="BackwardCopies{T}"/>.</param>
    /// <param name="delta">Row 0, panel 0, gate 0 of the deltas.</param>
    /// <param name="deltaRow">From one of their rows to the next.</param>
    /// <param name="deltaPanel">From one of their panels to the next.</param>
    /// <param name="target">Row 0, panel 0 of the target.</param>
    /// <param name="targetRow">From one of its rows to the next.</param>
    /// <param name="targetPanel">From one of its panels to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="firstPanel">The first panel of inputs, a multiple of <see cref="BackwardCopies{T}.BlockPanels"/>.</param>
    /// <param name="endPanel">The panel after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(
        ProductTable table, T* copy, T* delta, nint deltaRow, nint deltaPanel, T* target, nint targetRow, nint targetPanel, int rows, int firstPanel, int endPanel)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var perInput = (nint)table.Pack.Gates * lanes;
        var inputPanels = (table.Pack.Inputs + lanes - 1) / lanes;
        var blockLength = table.PackPanels * perInput * lanes;
        var isWhole = inputPanels * blockLength * sizeof(T) <= WholeBytes;
        var accumulate = table.Accumulate;
        var b = stackalloc T*[WideRowTile.Vectors];
        var c = stackalloc T*[WideRowTile.Vectors];
        foreach (var run in table.Runs)
        {
            var most = isWhole ? table.PackPanels : Math.Max(1, BlockVectors / run.Count);
            for (var panel = 0; panel < table.PackPanels; panel += most)
            {
                for (int first = firstPanel, vectors; first < endPanel; first += vectors)
                {
                    // All that are computed together stand in whole blocks, or in the last one, which may be narrower.
                    vectors = Together(rows, endPanel - first, inputPanels - first);
                    var width = Math.Min(BackwardCopies<float>.BlockPanels, inputPanels - first) * lanes;
                    for (var i = 0; i < vectors; i++)
                    {
                        var (block, within) = (first + (i / BackwardCopies<float>.BlockPanels * BackwardCopies<float>.BlockPanels), i % BackwardCopies<float>.BlockPanels);
                        b[i] = copy + (block * blockLength) + (((panel * perInput) + (run.PackGate * lanes)) * width) + (within * lanes);
                        c[i] = target + ((first + i) * targetPanel);
                    }

                    var call = new TileCall<T>
                    {
                        A = delta + (panel * deltaPanel) + (run.SlotGate * lanes),
                        ARow = deltaRow,
                        AStep = 1,
                        Segments = Math.Min(most, table.PackPanels - panel),
                        SegmentLength = run.Count * lanes,
                        ASegment = deltaPanel,
                        B = b,
                        BStep = width,
                        BSegment = perInput * width,
                        C = c,
                        CRow = targetRow,
                        Accumulate = accumulate,
                    };
                    if (rows == 1 && vectors >= RowTile.LeastVectors)
                        RowTile.Run(ref call, vectors);
                    else
                        TileRows.Run(ref call, rows, vectors);
                }

                accumulate = true;
            }
        }
    }

    /// <summary>How many panels of inputs are computed together: a block, of a single row two or four, as the sums of one would wait for themselves.</summary>
    private static int Together(int rows, int own, int left)
    {
        if (rows == 1 && own >= WideRowTile.Vectors && WideTile.IsSupported)
            return WideRowTile.Vectors;
        return rows == 1 && own >= RowTile.MostVectors ? RowTile.MostVectors : Math.Min(BackwardCopies<float>.BlockPanels, left);
    }
}

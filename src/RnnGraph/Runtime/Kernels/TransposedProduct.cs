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
        var b = stackalloc T*[BackwardCopies<float>.BlockPanels];
        var c = stackalloc T*[BackwardCopies<float>.BlockPanels];
        foreach (var run in table.Runs)
        {
            var most = isWhole ? table.PackPanels : Math.Max(1, BlockVectors / run.Count);
            for (var panel = 0; panel < table.PackPanels; panel += most)
            {
                for (var first = firstPanel; first < endPanel; first += BackwardCopies<float>.BlockPanels)
                {
                    var vectors = Math.Min(BackwardCopies<float>.BlockPanels, inputPanels - first);
                    var width = (nint)vectors * lanes;
                    for (var i = 0; i < vectors; i++)
                    {
                        b[i] = copy + (first * blockLength) + (((panel * perInput) + (run.PackGate * lanes)) * width) + (i * lanes);
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
                    TileRows.Run(ref call, rows, vectors);
                }

                accumulate = true;
            }
        }
    }
}

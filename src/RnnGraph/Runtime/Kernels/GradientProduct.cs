using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>The gradient of a pack: gradient[panel, k, gate] += Σ_rows left[row, k] · delta[row, panel, gate], rows of all steps in order.</summary>
internal static unsafe class GradientProduct
{
    // A panel of deltas of this many rows stays in the first-level cache while it meets every input.
    private const int BlockRows = 256;
    private const int TileVectors = 4;

    /// <summary>Computes some panels of outputs.</summary>
    /// <param name="table">The weight gradient.</param>
    /// <param name="gradient">The gradient of the pack's first value.</param>
    /// <param name="left">Row 0 of the forward product's left operand; rows of all steps lie behind one another.</param>
    /// <param name="leftRow">From one of its rows to the next.</param>
    /// <param name="delta">Row 0, panel 0, gate 0 of the deltas; rows of all steps lie behind one another.</param>
    /// <param name="deltaRow">From one of their rows to the next.</param>
    /// <param name="deltaPanel">From one of their panels to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="firstPanel">The first panel of outputs to compute.</param>
    /// <param name="endPanel">The panel after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(
        ProductTable table, T* gradient, T* left, nint leftRow, T* delta, nint deltaRow, nint deltaPanel, int rows, int firstPanel, int endPanel)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var gates = table.Gates;
        var inputs = table.Pack.Inputs;
        var perInput = (nint)gates.Length * lanes;
        var b = stackalloc T*[TileVectors];
        var c = stackalloc T*[TileVectors];
        for (var firstRow = 0; firstRow < rows; firstRow += BlockRows)
        {
            int panel = firstPanel, gate = 0;
            while (panel < endPanel)
            {
                var vectors = 0;
                for (; vectors < TileVectors && panel < endPanel; vectors++)
                {
                    b[vectors] = delta + (panel * deltaPanel) + (firstRow * deltaRow) + (gates[gate] * lanes);
                    c[vectors] = gradient + (panel * inputs * perInput) + (gate * lanes);
                    if (++gate == gates.Length)
                    {
                        gate = 0;
                        panel++;
                    }
                }

                var call = new TileCall<T>
                {
                    A = left + (firstRow * leftRow),
                    ARow = 1,
                    AStep = leftRow,
                    Segments = 1,
                    SegmentLength = Math.Min(BlockRows, rows - firstRow),
                    B0 = b[0],
                    B1 = b[Math.Min(1, vectors - 1)],
                    B2 = b[Math.Min(2, vectors - 1)],
                    B3 = b[Math.Min(3, vectors - 1)],
                    BStep = deltaRow,
                    C0 = c[0],
                    C1 = c[Math.Min(1, vectors - 1)],
                    C2 = c[Math.Min(2, vectors - 1)],
                    C3 = c[Math.Min(3, vectors - 1)],
                    CRow = perInput,
                    Accumulate = true,
                };
                TileRows.Run(ref call, inputs, vectors);
            }
        }
    }
}

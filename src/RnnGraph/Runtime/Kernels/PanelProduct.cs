using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Rows times a pack: target[row, panel, gate] (+)= Σ_k left[row, k] · pack[panel, k, gate].</summary>
internal static unsafe class PanelProduct
{

    /// <summary>How many panels of outputs are computed together.</summary>
    public static int BlockPanels(int gates, int rows) => Math.Max(1, MostVectors(gates, rows) / gates);

    private static int MostVectors(int gates, int rows) => rows > 1 ? TileRows.Vectors(gates) : WideTile.IsSupported && gates % 2 == 0 ? WideRowTile.Vectors : RowTile.MostVectors;

    /// <summary>Computes panels <paramref name="firstPanel"/> to <paramref name="endPanel"/> for all rows.</summary>
    /// <param name="table">The product.</param>
    /// <param name="pack">The pack's first value.</param>
    /// <param name="left">Row 0 of the left operand.</param>
    /// <param name="leftRow">From one of its rows to the next.</param>
    /// <param name="target">Row 0, panel 0, gate 0 of the target.</param>
    /// <param name="targetRow">From one of its rows to the next.</param>
    /// <param name="targetPanel">From one of its panels to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="firstPanel">The first panel.</param>
    /// <param name="endPanel">The panel after the last.</param>
    /// <param name="downwards">Whether to take the panels from the last to the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(
        ProductTable table, T* pack, T* left, nint leftRow, T* target, nint targetRow, nint targetPanel, int rows, int firstPanel, int endPanel, bool downwards)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var gates = table.Gates;
        var perInput = (nint)gates.Length * lanes;
        var inputs = table.Pack.Inputs;
        var most = MostVectors(gates.Length, rows);
        var block = BlockPanels(gates.Length, rows);
        var b = stackalloc T*[WideRowTile.Vectors];
        var c = stackalloc T*[WideRowTile.Vectors];
        for (var done = 0; done < endPanel - firstPanel; done += block)
        {
            var panel = downwards ? Math.Max(firstPanel, endPanel - block - done) : firstPanel + done;
            var count = Math.Min(block, endPanel - firstPanel - done);
            var gate = 0;
            for (int rest = count * gates.Length, vectors; rest > 0; rest -= vectors)
            {
                vectors = Together(rest, most);
                for (var i = 0; i < vectors; i++)
                {
                    b[i] = pack + (panel * inputs * perInput) + (gate * lanes);
                    c[i] = target + (panel * targetPanel) + (gates[gate] * lanes);
                    if (table.IsFresh[gate])
                        RowFill.Clear(c[i], targetRow, 0, rows, 1);
                    if (++gate == gates.Length)
                    {
                        gate = 0;
                        panel++;
                    }
                }

                var call = new TileCall<T>
                {
                    A = left,
                    ARow = leftRow,
                    AStep = 1,
                    Segments = 1,
                    SegmentLength = inputs,
                    B = b,
                    BStep = perInput,
                    C = c,
                    CRow = targetRow,
                    Accumulate = table.Accumulate,
                };
                if (rows == 1 && vectors >= RowTile.LeastVectors)
                    RowTile.Run(ref call, vectors);
                else
                    TileRows.Run(ref call, rows, vectors);
            }
        }
    }

    /// <summary>How many vectors the next tile takes of those that are left.</summary>
    private static int Together(int left, int most)
    {
        if (most == WideRowTile.Vectors)
        {
            if (left == most || left >= most + RowTile.LeastVectors)
                return most;
            most = RowTile.MostVectors;
        }

        // What is left beyond a tile makes two of about as many: one of a single vector would wait for its own sums. Threes leave threes.
        return most % 3 != 0 && left > most && left < 2 * most ? (left + 1) / 2 : Math.Min(left, most);
    }
}

using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Covers any number of rows with tiles of one width.</summary>
internal static unsafe class TileRows
{
    /// <summary>The most vectors of a tile.</summary>
    public const int MostVectors = 6;

    /// <summary>The vectors of a tile of some gates: where that is possible it doesn't end amid a panel's gates, as the next panel's lie far away.</summary>
    public static int Vectors(int gates) => gates % 3 != 0 ? 4 : WideTile.IsSupported ? MostVectors : 3;

    /// <summary>Runs tiles of <paramref name="vectors"/> vectors over <paramref name="rows"/> rows; the call is moved on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ref TileCall<T> call, int rows, int vectors)
        where T : unmanaged
    {
        switch (vectors)
        {
            case 6 when WideTile.IsSupported:
                Run<T, Six>(ref call, rows);
                break;
            case 4:
                Run<T, Four>(ref call, rows);
                break;
            case 3:
                Run<T, Three>(ref call, rows);
                break;
            case 2:
                Run<T, Two>(ref call, rows);
                break;
            case 1:
                Run<T, One>(ref call, rows);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(vectors), vectors, $"There are tiles of 1 to 4 vectors, and where there are wide registers of {MostVectors}.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, N>(ref TileCall<T> call, int rows)
        where T : unmanaged
        where N : unmanaged
    {
        if (!WideTile.IsSupported || Number.Of<N>() == 1)
            Cover<T, RegisterTile<T, N>>(ref call, rows);
        else if (WideTile.IsOneRun<T, N>(call.B))
            Cover<T, WideTile<T, N, OneRun>>(ref call, rows);
        else if (WideTile.IsTwoThrees<T, N>(call.B))
            Cover<T, WideTile<T, N, TwoThrees>>(ref call, rows);
        else
            Cover<T, WideTile<T, N, Apart>>(ref call, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Cover<T, TTile>(ref TileCall<T> call, int rows)
        where T : unmanaged
        where TTile : struct, ITile<T>
    {
        var max = TTile.MaxRows;
        while (rows > 0)
        {
            // The last rows are cut in two even tiles: one of a single row would wait for its own sums.
            var m = rows >= 2 * max || rows == max ? max : rows > max ? (rows + 1) / 2 : rows;
            switch (m)
            {
                case 8 when max >= 8:
                    TTile.Run<Eight>(ref call);
                    break;
                case 7 when max >= 7:
                    TTile.Run<Seven>(ref call);
                    break;
                case 6 when max >= 6:
                    TTile.Run<Six>(ref call);
                    break;
                case 5 when max >= 5:
                    TTile.Run<Five>(ref call);
                    break;
                case 4:
                    TTile.Run<Four>(ref call);
                    break;
                case 3:
                    TTile.Run<Three>(ref call);
                    break;
                case 2:
                    TTile.Run<Two>(ref call);
                    break;
                default:
                    TTile.Run<One>(ref call);
                    break;
            }

            rows -= m;
            call.A += m * call.ARow;
            call.CTile += m * call.CRow;
        }
    }
}

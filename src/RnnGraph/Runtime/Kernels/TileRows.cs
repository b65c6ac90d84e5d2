using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Covers any number of rows with register tiles of one width.</summary>
internal static class TileRows
{
    /// <summary>Runs tiles of <paramref name="vectors"/> vectors over <paramref name="rows"/> rows; A and C of the call are moved on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ref TileCall<T> call, int rows, int vectors)
        where T : unmanaged
    {
        switch (vectors)
        {
            case 4:
                Run<T, Four>(ref call, rows);
                break;
            case 3:
                Run<T, Three>(ref call, rows);
                break;
            case 2:
                Run<T, Two>(ref call, rows);
                break;
            default:
                Run<T, One>(ref call, rows);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Run<T, N>(ref TileCall<T> call, int rows)
        where T : unmanaged
        where N : unmanaged
    {
        var max = RegisterTile.MaxRows(Number.Of<N>());
        while (rows > 0)
        {
            // The last rows are cut in two even tiles: one of a single row would wait for its own sums.
            var m = rows >= 2 * max || rows == max ? max : rows > max ? (rows + 1) / 2 : rows;
            switch (m)
            {
                case 6:
                    RegisterTile.Run<T, Six, N>(ref call);
                    break;
                case 5:
                    RegisterTile.Run<T, Five, N>(ref call);
                    break;
                case 4:
                    RegisterTile.Run<T, Four, N>(ref call);
                    break;
                case 3:
                    RegisterTile.Run<T, Three, N>(ref call);
                    break;
                case 2:
                    RegisterTile.Run<T, Two, N>(ref call);
                    break;
                default:
                    RegisterTile.Run<T, One, N>(ref call);
                    break;
            }

            rows -= m;
            call.A += m * call.ARow;
            call.C0 += m * call.CRow;
            call.C1 += m * call.CRow;
            call.C2 += m * call.CRow;
            call.C3 += m * call.CRow;
        }
    }
}

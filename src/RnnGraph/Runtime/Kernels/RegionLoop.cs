using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Runs an elementwise body over the rows of one panel. The body is inlined here; these are the hot loops besides the products.</summary>
internal static unsafe class RegionLoop
{
    /// <summary>All rows lie within their lengths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Full<T, TRegion>(Operand<T>* operands, Vector<T> mask, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        var row = firstRow;
        while (row < endRow)
        {
            var chunk = row / RowChunks.Rows;
            var chunkEnd = Math.Min((chunk + 1) * RowChunks.Rows, endRow);
            var tile = new Tile<T>(operands, mask, chunk);
            for (; row < chunkEnd; row++)
                TRegion.Apply(in tile, row);
        }
    }

    /// <summary>Rows of which some may have ended before step <paramref name="t"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ragged<T, TRegion>(Operand<T>* operands, Vector<T> mask, int firstRow, int endRow, int t, int* lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        for (var row = firstRow; row < endRow; row++)
        {
            var tile = new Tile<T>(operands, mask, row / RowChunks.Rows);
            if (t < lengths[row])
                TRegion.Apply(in tile, row);
            else
                TRegion.Hold(in tile, row);
        }
    }
}

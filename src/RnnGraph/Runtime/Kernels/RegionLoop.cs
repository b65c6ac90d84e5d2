using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// Runs an elementwise body over panels and chunks of rows. The body, its loop over rows included, is inlined here; these are the hot loops besides the products. All loops stand in one method,
/// as the JIT inlines into a method in proportion to that method's own size: with less of it, calls would remain in the middle of a body.
/// </summary>
internal static unsafe class RegionLoop
{
    /// <summary>All rows lie within their lengths.</summary>
    /// <param name="operands">The operands at the first panel; at the panel after the last on return.</param>
    /// <param name="count">How many operands.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="lastMask">The lanes of the last of these panels that hold features.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="endRow">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Full<T, TRegion>(Operand<T>* operands, int count, int panels, Vector<T> lastMask, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        for (var left = panels; left > 0; left--)
        {
            var mask = left == 1 ? lastMask : Vector<T>.AllBitsSet;
            for (var row = firstRow; row < endRow;)
            {
                var chunk = row / RowChunks.Rows;
                var chunkEnd = Math.Min((chunk + 1) * RowChunks.Rows, endRow);
                var tile = new Tile<T>(operands, mask, chunk * TotalStride(operands, count), row, chunkEnd - row);
                TRegion.Apply(in tile);
                row = chunkEnd;
            }

            for (var i = 0; i < count; i++)
                operands[i].Pointer += operands[i].PanelStride;
        }
    }

    /// <summary>Some rows may have ended before step <paramref name="t"/>.</summary>
    /// <inheritdoc cref="Full"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ragged<T, TRegion>(
        Operand<T>* operands, int count, int panels, Vector<T> lastMask, int firstRow, int endRow, int t, int* lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        for (var left = panels; left > 0; left--)
        {
            var mask = left == 1 ? lastMask : Vector<T>.AllBitsSet;
            for (int row = firstRow, end; row < endRow; row = end)
            {
                var chunk = row / RowChunks.Rows;
                var chunkEnd = Math.Min((chunk + 1) * RowChunks.Rows, endRow);
                var isWithin = t < lengths[row];
                for (end = row + 1; end < chunkEnd && t < lengths[end] == isWithin;)
                    end++;
                var tile = new Tile<T>(operands, mask, chunk * TotalStride(operands, count), row, end - row);
                if (isWithin)
                    TRegion.Apply(in tile);
                else
                    TRegion.Hold(in tile);
            }

            for (var i = 0; i < count; i++)
                operands[i].Pointer += operands[i].PanelStride;
        }
    }

    /// <summary>From one chunk of a total to the next: totals stand behind a body's other operands, and all are of its size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint TotalStride<T>(Operand<T>* operands, int count)
        where T : unmanaged => operands[count - 1].RowStride;
}

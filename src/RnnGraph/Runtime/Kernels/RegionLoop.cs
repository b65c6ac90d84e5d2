using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Runs an elementwise body over panels and rows: of a body with totals over one chunk of rows after another, as totals are kept by chunk.</summary>
internal static unsafe class RegionLoop
{
    /// <summary>All rows lie within their lengths.</summary>
    /// <param name="table">The region.</param>
    /// <param name="operands">The operands at the first panel; at the panel after the last on return.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="lastMask">The lanes of the last of these panels that hold features.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="endRow">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Full<T, TRegion>(RegionTable<T> table, Operand<T>* operands, int panels, Vector<T> lastMask, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        for (int row = firstRow, end; row < endRow; row = end)
        {
            end = table.HasTotals ? Math.Min(RowChunks.EndOf(row), endRow) : endRow;
            var tile = TileOf(table, operands, panels, lastMask, row, end);
            TRegion.Apply(ref tile);
            if (end < endRow)
                GoBack(table, operands, panels);
        }
    }

    /// <summary>Some rows may have ended before step <paramref name="t"/>.</summary>
    /// <inheritdoc cref="Full"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ragged<T, TRegion>(
        RegionTable<T> table, Operand<T>* operands, int panels, Vector<T> lastMask, int firstRow, int endRow, int t, int* lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        for (int row = firstRow, end; row < endRow; row = end)
        {
            var most = table.HasTotals ? Math.Min(RowChunks.EndOf(row), endRow) : endRow;
            var isWithin = t < lengths[row];
            for (end = row + 1; end < most && t < lengths[end] == isWithin;)
                end++;
            var tile = TileOf(table, operands, panels, lastMask, row, end);
            if (isWithin)
                TRegion.Apply(ref tile);
            else
                TRegion.Hold(ref tile);
            if (end < endRow)
                GoBack(table, operands, panels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Tile<T> TileOf<T>(RegionTable<T> table, Operand<T>* operands, int panels, Vector<T> lastMask, int row, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Totals stand behind a body's other operands, and all are of its size.
        var count = table.Operands.Length;
        var totals = table.HasTotals ? row / RowChunks.Rows * operands[count - 1].RowStride : 0;
        return new Tile<T>(operands, count, panels, lastMask, totals, row, end - row);
    }

    /// <summary>To the first panel, for the next rows.</summary>
    private static void GoBack<T>(RegionTable<T> table, Operand<T>* operands, int panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < table.Operands.Length; i++)
            operands[i].Pointer -= panels * operands[i].PanelStride;
    }
}

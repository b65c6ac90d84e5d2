using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>Runs an elementwise body over panels and rows: of a body with totals over one chunk of rows after another, as totals are kept by chunk.</summary>
internal static unsafe class RegionLoop
{
    /// <summary>All rows lie within their lengths.</summary>
    /// <param name="table">The region.</param>
    /// <param name="operands">The operands at the first panel and row; at the panel after the last, in the first row, on return.</param>
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
            end = table.FirstTotal < table.Operands.Length ? Math.Min(RowChunks.EndOf(row), endRow) : endRow;
            var tile = new Tile<T>(operands, table.Operands.Length, panels, lastMask, end - row);
            Body.Run<T, TRegion>(ref tile);
            if (end < endRow)
                Move(table, operands, -panels, end - row, ChunksBetween(row, end));
            else
                Move(table, operands, 0, firstRow - row, ChunksBetween(row, firstRow));
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
            var most = table.FirstTotal < table.Operands.Length ? Math.Min(RowChunks.EndOf(row), endRow) : endRow;
            var isWithin = t < lengths[row];
            for (end = row + 1; end < most && t < lengths[end] == isWithin;)
                end++;
            var tile = new Tile<T>(operands, table.Operands.Length, panels, lastMask, end - row);
            Body.Run<T, TRegion>(ref tile, isWithin);
            if (end < endRow)
                Move(table, operands, -panels, end - row, ChunksBetween(row, end));
            else
                Move(table, operands, 0, firstRow - row, ChunksBetween(row, firstRow));
        }
    }

    /// <summary>Moves operands by so many panels and rows, and totals by so many panels and chunks of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(RegionTable<T> table, Operand<T>* operands, int panels, int rows, int chunks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (panels == 0 && rows == 0)
            return;
        for (var i = 0; i < table.Operands.Length; i++)
            operands[i].Pointer += ((i < table.FirstTotal ? rows : chunks) * operands[i].RowStride) + (panels * operands[i].PanelStride);
    }

    private static int ChunksBetween(int row, int other) => (other / RowChunks.Rows) - (row / RowChunks.Rows);
}

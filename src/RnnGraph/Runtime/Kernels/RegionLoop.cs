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
    public static void Full<T, TRegion>(RegionTable<T> table, OperandList<T> operands, int panels, Vector<T> lastMask, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        for (int row = firstRow, end; row < endRow; row = end)
        {
            end = table.FirstTotal < table.Operands.Length ? Math.Min(RowChunks.EndOf(row), endRow) : endRow;
            Run<T, TRegion>(table, operands, panels, lastMask, row, end, isWithin: true, end < endRow ? end : firstRow);
        }
    }

    /// <summary>Some rows may have ended before step <paramref name="t"/>.</summary>
    /// <inheritdoc cref="Full"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ragged<T, TRegion>(
        RegionTable<T> table, OperandList<T> operands, int panels, Vector<T> lastMask, int firstRow, int endRow, int t, int* lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        for (int row = firstRow, end; row < endRow; row = end)
        {
            var most = table.FirstTotal < table.Operands.Length ? Math.Min(RowChunks.EndOf(row), endRow) : endRow;
            var isWithin = t < lengths[row];
            for (end = row + 1; end < most && t < lengths[end] == isWithin;)
                end++;
            Run<T, TRegion>(table, operands, panels, lastMask, row, end, isWithin, end < endRow ? end : firstRow);
        }
    }

    /// <summary>Rows <paramref name="row"/> to <paramref name="end"/>; then the operands go to row <paramref name="next"/>, of the first panel again if that is a later one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TRegion>(RegionTable<T> table, OperandList<T> operands, int panels, Vector<T> lastMask, int row, int end, bool isWithin, int next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        var tile = new Tile<T, SeveralRows>(operands, table.OperandsLength, panels, lastMask, end - row);
        Body.Run<T, TRegion>(ref tile, isWithin);
        if (next == row)
            return;
        var (rows, chunks) = (next - row, (next / RowChunks.Rows) - (row / RowChunks.Rows));
        var back = next > row ? panels : 0;
        for (var i = 0; i < table.Operands.Length; i++)
            operands[i] += ((i < table.FirstTotal ? rows : chunks) * operands.RowStride(i)) - (back * operands.PanelStride(i));
    }
}

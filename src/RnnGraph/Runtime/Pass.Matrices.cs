using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <content>Bodies over matrices of features.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>Runs a body at step <paramref name="t"/>, one row of the batch after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ApplyByRow<TRegion>(int region, int t)
        where TRegion : struct, IRegion<T>
    {
        SplitByRows();
        if (IsBystander)
            return;
        var table = _tables.Regions[region];
        var spread = table.Spread!;
        var operands = OperandsOf(table);
        var room = _workspace.RowRoomOf(_thread);
        var end = _firstRow + RowsAt(t);
        for (var row = _firstRow; row < end; row++)
        {
            for (var i = 0; i < table.Operands.Length; i++)
            {
                var value = table.Operands[i];
                ref var slot = ref _slots[value.Slot];

                // Totals are of a chunk of rows.
                var first = i < table.FirstTotal ? row : row / RowChunks.Rows;
                operands[i] = slot.At(t + value.Offset) + (first * slot.RowStride) + (value.Gate * Vector<T>.Count);
            }

            MatrixLoop.Run<T, TRegion>(spread, operands, room, table.LastMask, t < _leastLength || !_axis.HasHeldRows || t < _axis.Lengths[row]);
        }
    }

    /// <summary>Runs a body at every step, one row of the batch after another.</summary>
    public void ApplyByRow<TRegion>(int region)
        where TRegion : struct, IRegion<T>
    {
        for (var t = Begin; t < End; t++)
            ApplyByRow<TRegion>(region, t);
    }
}

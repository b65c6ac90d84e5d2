using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <content>Rearrangements.</content>
public unsafe ref partial struct Pass<T>
{
    /// <summary>Moves the features of every row at step <paramref name="t"/>.</summary>
    public void Rearrange(int rearrangement, int t)
    {
        SplitByRows();
        if (!IsBystander)
            Rearrange(_tables.Rearrangements[rearrangement], t, RowsAt(t));
    }

    /// <summary>Moves the features of every row at every step.</summary>
    public void Rearrange(int rearrangement)
    {
        for (var t = Begin; t < End; t++)
            Rearrange(rearrangement, t);
    }

    /// <summary>Moves the features of a value derived from parameters or totals.</summary>
    public readonly void RearrangeDerived(int rearrangement)
    {
        if (Derives)
            Rearrange(_tables.Rearrangements[rearrangement], 0, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Rearrange(RearrangementTable<T> table, int t, int rows)
    {
        ref var target = ref _slots[table.Target.Slot];
        var to = RowsOf(table.Target, t) + (table.Target.Gate * Vector<T>.Count);
        var room = _workspace.RowRoomOf(_thread);
        var padded = Panel<T>.Padded(table.Size);
        for (var row = 0; row < rows; row++, to += target.RowStride)
        {
            // A row whose panels lie apart is put together beside, and copied panel by panel.
            var isPlain = target.PanelStride == Vector<T>.Count;
            var result = isPlain ? to : room;
            var (start, sources) = (0, table.Sources);
            for (var i = 0; i < sources.Length; i++)
            {
                ref var source = ref _slots[sources[i].Slot];
                var from = RowsOf(sources[i], t) + (row * source.RowStride) + (sources[i].Gate * Vector<T>.Count);
                if (table.Kind == RearrangementKind.Concat)
                {
                    RowCopy.ToPlain(from, source.PanelStride, result + start, table.Sizes[i]);
                    start += table.Sizes[i];
                    continue;
                }

                if (source.PanelStride != Vector<T>.Count)
                {
                    RowCopy.ToPlain(from, source.PanelStride, room + padded, table.Sizes[i]);
                    from = room + padded;
                }

                RowRearrangement.Run(table.Kind, from, table.Sizes[i], result, table.Size, table.Offset);
            }

            if (isPlain)
                new Span<T>(to + table.Size, padded - table.Size).Clear();
            else
                RowCopy.FromPlain(result, to, target.PanelStride, table.Size);
        }
    }
}

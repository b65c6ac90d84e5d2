using System.Numerics;
using System.Runtime.CompilerServices;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime;

/// <summary>Copies between the caller's row-major arrays <c>[T, B, F]</c> and slots.</summary>
internal static unsafe class Transfer
{
    /// <summary>Fills rows of a slot from an array that starts at step <paramref name="begin"/>; zeros in padding and, where a step is computed for it all the same, beyond a row's length.</summary>
    /// <param name="workspace">The run's memory.</param>
    /// <param name="target">The slot; a reference, as carried values arrive at an offset.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="source">The array at step <paramref name="begin"/>; null for zeros.</param>
    /// <param name="begin">The first step.</param>
    /// <param name="end">The step after the last.</param>
    /// <param name="firstRow">The first row of the run.</param>
    /// <param name="endRow">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Import<T>(Workspace<T> workspace, SlotRef target, int features, T* source, int begin, int end, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[target.Slot];
        var axis = workspace.Along(workspace.Tables.Slots[target.Slot].Plan.Axis);
        var callerRows = workspace.RowOrder.CallerRows;
        for (var t = begin; t < end; t++)
        {
            var step = source == null ? null : source + ((nint)(t - begin) * workspace.Batch * features);
            for (var row = firstRow; row < endRow && axis.IsComputed(row, t); row++)
            {
                var to = slot.At(t + target.Offset) + (row * slot.RowStride) + (target.Gate * Vector<T>.Count);
                if (step == null || !axis.Has(row, t))
                    Clear(to, slot.PanelStride, slot.Panels);
                else
                    RowCopy.FromPlain(step + ((nint)callerRows[row] * features), to, slot.PanelStride, features);
            }
        }
    }

    /// <summary>Fills an array that starts at step <paramref name="begin"/> from rows of a slot; zeros beyond each row's length.</summary>
    /// <inheritdoc cref="Import"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Export<T>(Workspace<T> workspace, SlotRef source, int features, T* target, int begin, int end, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[source.Slot];
        var axis = workspace.Along(workspace.Tables.Slots[source.Slot].Plan.Axis);
        var callerRows = workspace.RowOrder.CallerRows;
        for (var t = begin; t < end; t++)
        {
            var step = target + ((nint)(t - begin) * workspace.Batch * features);
            for (var row = firstRow; row < endRow; row++)
            {
                var to = step + ((nint)callerRows[row] * features);
                if (!axis.Has(row, t))
                    new Span<T>(to, features).Clear();
                else
                    RowCopy.ToPlain(slot.At(t + source.Offset) + (row * slot.RowStride) + (source.Gate * Vector<T>.Count), slot.PanelStride, to, features);
            }
        }
    }

    /// <summary>Fills rows of a slot of one feature with the indexes of tokens, which lie in the order of the run; zeros where <see cref="Import"/> fills in zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ImportTokens<T>(Workspace<T> workspace, int target, int* tokens, int begin, int end, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[target];
        var axis = workspace.Along(workspace.Tables.Slots[target].Plan.Axis);
        for (var t = begin; t < end; t++)
        {
            for (var row = firstRow; row < endRow && axis.IsComputed(row, t); row++)
            {
                var to = slot.At(t) + (row * slot.RowStride);
                Clear(to, slot.PanelStride, slot.Panels);
                if (axis.Has(row, t))
                    *to = T.CreateTruncating(tokens[((nint)(t - begin) * workspace.Batch) + row]);
            }
        }
    }

    /// <summary>Fills rows of a carried slot from an array <c>[B, F]</c>, before step <paramref name="t"/>; where none is given, after each row's last step.</summary>
    public static void ImportState<T>(Workspace<T> workspace, int target, int features, T* source, int? t, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[target];
        for (var row = firstRow; row < endRow; row++)
        {
            var to = slot.At(t ?? workspace.Memory.EndOf(target, row)) + (row * slot.RowStride);
            if (source == null)
                Clear(to, slot.PanelStride, slot.Panels);
            else
                RowCopy.FromPlain(source + ((nint)workspace.RowOrder.CallerRows[row] * features), to, slot.PanelStride, features);
        }
    }

    /// <summary>Starts a carried value: from the caller's array <c>[B, F]</c>, else from the parameter that it learns to start from, else from 0.</summary>
    public static void ImportStart<T>(Workspace<T> workspace, StatePlan state, CellState<T>? from, int index, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (state.Initial < 0 || from is { IsFresh: false })
        {
            ImportState(workspace, state.Slot, state.Features, from == null ? null : from.Pointer(index), 0, firstRow, endRow);
            return;
        }

        ImportStart(workspace, state, 0, firstRow, endRow);
    }

    /// <summary>Starts a carried value, before step <paramref name="t"/>, from the parameter that it learns to start from.</summary>
    public static void ImportStart<T>(Workspace<T> workspace, StatePlan state, int t, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[state.Slot];
        for (var row = firstRow; row < endRow; row++)
            RowCopy.FromPlain(workspace.Memory.Addresses[state.Initial].Base, slot.At(t) + (row * slot.RowStride), slot.PanelStride, state.Features);
    }

    /// <summary>Fills an array <c>[B, F]</c> from rows of a carried slot, as they are before step <paramref name="t"/>; where none is given, after each row's last step.</summary>
    public static void ExportState<T>(Workspace<T> workspace, int source, int features, T* target, int? t, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[source];
        for (var row = firstRow; row < endRow; row++)
        {
            var from = slot.At(t ?? workspace.Memory.EndOf(source, row)) + (row * slot.RowStride);
            RowCopy.ToPlain(from, slot.PanelStride, target + ((nint)workspace.RowOrder.CallerRows[row] * features), features);
        }
    }

    private static void Clear<T>(T* to, nint panelStride, int panels)
        where T : unmanaged
    {
        for (var panel = 0; panel < panels; panel++, to += panelStride)
            Vector<T>.Zero.Store(to);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>Copies between the caller's row-major arrays <c>[T, B, F]</c> and slots.</summary>
internal static unsafe class Transfer
{
    /// <summary>Fills rows of a slot from an array that starts at step <paramref name="begin"/>; zeros in padding and beyond each row's length.</summary>
    /// <param name="workspace">The run's memory.</param>
    /// <param name="target">The slot; a reference, as carried values arrive at an offset.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="source">The array at step <paramref name="begin"/>; null for zeros.</param>
    /// <param name="begin">The first step.</param>
    /// <param name="end">The step after the last.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="endRow">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Import<T>(Workspace<T> workspace, SlotRef target, int features, T* source, int begin, int end, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[target.Slot];
        for (var t = begin; t < end; t++)
        {
            var step = source == null ? null : source + ((nint)(t - begin) * workspace.Batch * features);
            for (var row = firstRow; row < endRow; row++)
            {
                var to = slot.At(t + target.Offset) + (row * slot.RowStride) + (target.Gate * Vector<T>.Count);
                if (step == null || (workspace.HasLengths && t >= workspace.LengthPointer[row]))
                    Clear(to, slot.PanelStride, slot.Panels);
                else
                    ReadRow(step + ((nint)row * features), to, slot.PanelStride, features);
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
        for (var t = begin; t < end; t++)
        {
            var step = target + ((nint)(t - begin) * workspace.Batch * features);
            for (var row = firstRow; row < endRow; row++)
            {
                var to = step + ((nint)row * features);
                if (workspace.HasLengths && t >= workspace.LengthPointer[row])
                    new Span<T>(to, features).Clear();
                else
                    WriteRow(slot.At(t + source.Offset) + (row * slot.RowStride) + (source.Gate * Vector<T>.Count), slot.PanelStride, to, features);
            }
        }
    }

    /// <summary>Fills rows of a carried slot from an array <c>[B, F]</c>, whatever the rows' lengths.</summary>
    public static void ImportState<T>(Workspace<T> workspace, int target, int features, T* source, int t, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[target];
        for (var row = firstRow; row < endRow; row++)
        {
            var to = slot.At(t) + (row * slot.RowStride);
            if (source == null)
                Clear(to, slot.PanelStride, slot.Panels);
            else
                ReadRow(source + ((nint)row * features), to, slot.PanelStride, features);
        }
    }

    /// <summary>Fills an array <c>[B, F]</c> from rows of a carried slot, whatever the rows' lengths.</summary>
    public static void ExportState<T>(Workspace<T> workspace, int source, int features, T* target, int t, int firstRow, int endRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var slot = ref workspace.Memory.Addresses[source];
        for (var row = firstRow; row < endRow; row++)
            WriteRow(slot.At(t) + (row * slot.RowStride), slot.PanelStride, target + ((nint)row * features), features);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadRow<T>(T* from, T* to, nint panelStride, int features)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var left = features;
        for (; left >= lanes; left -= lanes, from += lanes, to += panelStride)
            Vector.Load(from).Store(to);
        if (left == 0)
            return;
        for (var lane = 0; lane < lanes; lane++)
            to[lane] = lane < left ? from[lane] : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteRow<T>(T* from, nint panelStride, T* to, int features)
        where T : unmanaged
    {
        var lanes = Vector<T>.Count;
        var left = features;
        for (; left >= lanes; left -= lanes, from += panelStride, to += lanes)
            Vector.Load(from).Store(to);
        for (var lane = 0; lane < left; lane++)
            to[lane] = from[lane];
    }

    private static void Clear<T>(T* to, nint panelStride, int panels)
        where T : unmanaged
    {
        for (var panel = 0; panel < panels; panel++, to += panelStride)
            Vector<T>.Zero.Store(to);
    }
}

using System.Numerics;
using RnnGraph.Runtime.Kernels;

namespace RnnGraph.Runtime.Segments;

/// <summary>
/// What scans carry from one segment of steps to the next, for some rows: on the way there the values, which a training run also keeps where each segment begins, so that it can
/// run over the segment again; on the way back their gradients.
/// </summary>
internal sealed unsafe class CarriedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SlotMemory<T> _memory;
    private readonly int _batch;
    private readonly AlignedArray<T>? _kept;

    /// <summary>Makes room for what is kept: a checkpoint for each segment but the last, from which the way back starts.</summary>
    public CarriedRows(SlotMemory<T> memory, int batch, Mode mode)
    {
        _memory = memory;
        _batch = batch;
        var count = mode == Mode.Train ? memory.Segments.Count - 1 : 0;
        _kept = count == 0 ? null : new AlignedArray<T>(count * memory.CheckpointLength, cleared: false);
        if (WorkspaceFill.WithNaN)
            _kept?.Span.Fill(T.NaN);
    }

    /// <summary>On the way there, from a segment to the one that follows: before memory stands for that.</summary>
    public void GoOn(int firstRow, int endRow)
    {
        foreach (var slot in _memory.Carried)
        {
            if (!_memory.IsMoved(slot))
                continue;
            for (var row = firstRow; row < endRow; row++)
                Copy(slot, row, _memory.EndOf(slot, row) - _memory.Segments.Begin, 0);
        }
    }

    /// <summary>On the way back, from a segment to the one before it: as soon as memory stands for that.</summary>
    public void GoBack(int firstRow, int endRow)
    {
        foreach (var slot in _memory.CarriedBack)
        {
            for (var row = firstRow; row < endRow; row++)
                Copy(slot, row, 0, _memory.EndOf(slot, row) - _memory.Segments.Begin);
        }
    }

    /// <summary>Keeps the values before the first step of the present segment.</summary>
    public void Save(int firstRow, int endRow)
    {
        var segments = _memory.Segments;
        var kept = _kept == null || segments.IsLast ? null : _kept.Pointer + (segments.Current * _memory.CheckpointLength);
        foreach (var index in _memory.Carried)
        {
            if (kept == null)
                return;
            ref var slot = ref _memory.Addresses[index];
            var (row, panel) = (slot.Panels * Panel<T>.Lanes, Panel<T>.Lanes);
            RowFill.Copy(slot.At(segments.Begin) + (firstRow * slot.RowStride), slot.RowStride, slot.PanelStride, kept + (firstRow * row), row, panel, endRow - firstRow, slot.Panels);
            kept += _batch * row;
        }
    }

    /// <summary>Brings the kept values back.</summary>
    public void Restore(int firstRow, int endRow)
    {
        var segments = _memory.Segments;
        var kept = _kept!.Pointer + (segments.Current * _memory.CheckpointLength);
        foreach (var index in _memory.Carried)
        {
            ref var slot = ref _memory.Addresses[index];
            var (row, panel) = (slot.Panels * Panel<T>.Lanes, Panel<T>.Lanes);
            RowFill.Copy(kept + (firstRow * row), row, panel, slot.At(segments.Begin) + (firstRow * slot.RowStride), slot.RowStride, slot.PanelStride, endRow - firstRow, slot.Panels);
            kept += _batch * row;
        }
    }

    /// <summary>Copies a row from one step that a slot keeps to another, both counted from the first that it keeps.</summary>
    private void Copy(int index, int row, int from, int to)
    {
        ref var slot = ref _memory.Addresses[index];
        var values = _memory.FirstOf(index) + (row * slot.RowStride);
        RowFill.Copy(values + (from * slot.StepStride), slot.RowStride, slot.PanelStride, values + (to * slot.StepStride), slot.RowStride, slot.PanelStride, 1, slot.Panels);
    }
}

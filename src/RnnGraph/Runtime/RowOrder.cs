using System.Runtime.InteropServices;

namespace RnnGraph.Runtime;

/// <summary>
/// The order of the batch's rows within a run: those with the most steps first, so that the rows that still have a step are always the first ones, and what has ended costs
/// nothing (as in a packed sequence). Only what comes from the caller and goes to him is turned back. Rows of equal length keep the caller's order.
/// </summary>
internal sealed unsafe class RowOrder
{
    private readonly int[] _callerRows;
    private readonly long[] _keys;
    private bool _isSorted;

    public RowOrder(int batch)
    {
        _callerRows = GC.AllocateArray<int>(batch, pinned: true);
        _keys = new long[batch];
        CallerRows = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_callerRows, 0);
        KeepCallers();
    }

    /// <summary>For each row of the run the row of the caller's arrays.</summary>
    public int* CallerRows { get; }

    /// <summary>Orders the rows by their lengths along the axis that has the most steps beyond them; without lengths the order is the caller's.</summary>
    public void Set(AxisRun[] axes, Lengths lengths)
    {
        var (most, by) = (0L, -1);
        for (var axis = 0; axis < axes.Length; axis++)
        {
            var beyond = Beyond(axes[axis].Steps, lengths[axis]);
            if (beyond > most)
                (most, by) = (beyond, axis);
        }

        if (by >= 0)
            Sort(lengths[by]);
        else if (_isSorted)
            KeepCallers();
    }

    private static long Beyond(int steps, ReadOnlySpan<int> lengths)
    {
        var beyond = 0L;
        foreach (var length in lengths)
            beyond += steps - length;
        return beyond;
    }

    private void Sort(ReadOnlySpan<int> lengths)
    {
        for (var row = 0; row < _keys.Length; row++)
            _keys[row] = ((long)-lengths[row] << 32) + row;
        Array.Sort(_keys);
        for (var row = 0; row < _keys.Length; row++)
            _callerRows[row] = (int)_keys[row];
        _isSorted = true;
    }

    private void KeepCallers()
    {
        for (var row = 0; row < _callerRows.Length; row++)
            _callerRows[row] = row;
        _isSorted = false;
    }
}

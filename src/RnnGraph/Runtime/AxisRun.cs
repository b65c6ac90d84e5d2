using System.Runtime.InteropServices;

namespace RnnGraph.Runtime;

/// <summary>
/// One time axis of a workspace: its steps, and how many of them each row has in the present run. A step is computed for the rows up to the last that has it; of those before it that
/// have ended along this axis, as the order of the rows is another's, carried values are held.
/// </summary>
internal sealed unsafe class AxisRun
{
    private readonly int[] _lengths;
    private readonly int[] _rowsAt;

    public AxisRun(int steps, int batch)
    {
        Steps = Longest = steps;
        _lengths = GC.AllocateArray<int>(batch, pinned: true);
        _rowsAt = GC.AllocateArray<int>(Math.Max(1, steps), pinned: true);
        Lengths = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_lengths, 0);
        RowsAt = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_rowsAt, 0);
    }

    public int Steps { get; }

    /// <summary>The length of each row of the run; to be looked at beyond <see cref="LeastLength"/> only.</summary>
    public int* Lengths { get; }

    /// <summary>For each step how many rows it is computed for; to be looked at beyond <see cref="LeastLength"/> only.</summary>
    public int* RowsAt { get; }

    /// <summary>Steps that every row has; <see cref="int.MaxValue"/> when all rows have all steps.</summary>
    public int LeastLength { get; private set; } = int.MaxValue;

    /// <summary>Steps that some row has.</summary>
    public int Longest { get; private set; }

    /// <summary>Whether a step may be computed for rows that don't have it.</summary>
    public bool HasHeldRows { get; private set; }

    public bool IsRagged => LeastLength != int.MaxValue;

    /// <summary>Takes the lengths of a run; none for all steps.</summary>
    /// <param name="lengths">Of each row of the caller's.</param>
    /// <param name="order">The order of the rows.</param>
    public void SetLengths(ReadOnlySpan<int> lengths, RowOrder order)
    {
        (LeastLength, Longest, HasHeldRows) = (int.MaxValue, Steps, false);
        foreach (var length in lengths)
            LeastLength = Math.Min(LeastLength, length);

        // Rows that all reach the end need no test.
        if (LeastLength >= Steps)
        {
            LeastLength = int.MaxValue;
            return;
        }

        Longest = 0;
        for (var row = _lengths.Length - 1; row >= 0; row--)
        {
            var length = _lengths[row] = lengths[order.CallerRows[row]];
            HasHeldRows |= length < Longest;
            for (; Longest < length; Longest++)
                _rowsAt[Longest] = row + 1;
        }

        _rowsAt.AsSpan(Longest).Clear();
    }

    /// <summary>Whether step <paramref name="t"/> is one of row <paramref name="row"/>.</summary>
    public bool Has(int row, int t) => t < LeastLength || t < Lengths[row];

    /// <summary>Whether step <paramref name="t"/> is computed for row <paramref name="row"/>.</summary>
    public bool IsComputed(int row, int t) => t < LeastLength || row < RowsAt[t];

    /// <summary>The steps of row <paramref name="row"/>.</summary>
    public int LengthOf(int row) => IsRagged ? Lengths[row] : Steps;

    /// <summary>The steps that are computed for row <paramref name="row"/>: where what is carried beyond its last step stands.</summary>
    public int EndOf(int row)
    {
        if (!IsRagged)
            return Steps;

        // Rows are the fewer, the later the step.
        var (least, most) = (LeastLength, Longest);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (row < RowsAt[middle])
                least = middle + 1;
            else
                most = middle;
        }

        return least;
    }
}

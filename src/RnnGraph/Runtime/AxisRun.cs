using System.Runtime.InteropServices;

namespace RnnGraph.Runtime;

/// <summary>One time axis of a workspace: its steps, and how many of them each row has in the present run.</summary>
internal sealed unsafe class AxisRun
{
    private readonly int[] _lengths;

    public AxisRun(int steps, int batch)
    {
        Steps = steps;
        _lengths = GC.AllocateArray<int>(batch, pinned: true);
        Lengths = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_lengths, 0);
    }

    public int Steps { get; }

    /// <summary>The length of each row; to be looked at beyond <see cref="LeastLength"/> only.</summary>
    public int* Lengths { get; }

    /// <summary>Steps that every row has; <see cref="int.MaxValue"/> when all rows have all steps.</summary>
    public int LeastLength { get; private set; } = int.MaxValue;

    public bool IsRagged => LeastLength != int.MaxValue;

    public void SetLengths(ReadOnlySpan<int> lengths)
    {
        LeastLength = int.MaxValue;
        if (lengths.IsEmpty)
            return;
        lengths.CopyTo(_lengths);
        foreach (var length in lengths)
            LeastLength = Math.Min(LeastLength, length);

        // Rows that all reach the end need no test.
        if (LeastLength >= Steps)
            LeastLength = int.MaxValue;
    }

    /// <summary>Whether step <paramref name="t"/> is one of row <paramref name="row"/>.</summary>
    public bool Has(int row, int t) => t < LeastLength || t < Lengths[row];

    /// <summary>The steps of row <paramref name="row"/>.</summary>
    public int LengthOf(int row) => IsRagged ? Lengths[row] : Steps;
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGraph.Runtime;

/// <summary>Where the operands of a body lie at the current step, row and panel. The pointers of four stand side by side, and so do their strides, so that they go on to the next panel together.</summary>
internal readonly unsafe struct OperandList<T>(long* values)
    where T : unmanaged
{
    private const int Together = 4;
    private const int PanelStrides = Together;
    private const int RowStrides = 2 * Together;
    private const int GroupLength = 3 * Together;

    /// <summary>Where an operand's features lie: its first row (of a total: the chunk of the first row).</summary>
    public T* this[int operand]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (T*)values[Index(operand)];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => values[Index(operand)] = (long)value;
    }

    /// <summary>The length of a list of so many operands, in 64-bit numbers.</summary>
    public static int LengthOf(int count) => (count + Together - 1) / Together * GroupLength;

    /// <summary>From one row (of a total: chunk) to the next; 0 for what all rows share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint RowStride(int operand) => (nint)values[Index(operand) + RowStrides];

    /// <summary>From one panel to the next; 0 for what all features share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint PanelStride(int operand) => (nint)(values[Index(operand) + PanelStrides] / sizeof(T));

    /// <summary>Sets both strides of an operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetStrides(int operand, nint row, nint panel)
    {
        values[Index(operand) + RowStrides] = row;
        values[Index(operand) + PanelStrides] = (long)panel * sizeof(T);
    }

    /// <summary>The list behind this one, of a length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OperandList<T> Behind(int length) => new(values + length);

    /// <summary>Takes the operands of a list of a length to the next panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void GoOn(int length)
    {
        for (long* group = values, end = values + length; group < end; group += GroupLength)
            (Vector256.Load(group) + Vector256.Load(group + PanelStrides)).Store(group);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Index(int operand) => (int)((((uint)operand / Together) * GroupLength) + ((uint)operand % Together));
}

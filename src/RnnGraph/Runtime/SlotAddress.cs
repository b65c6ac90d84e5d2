using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>Where a slot lies in one workspace.</summary>
internal unsafe struct SlotAddress<T>
    where T : unmanaged
{
    /// <summary>Step 0, panel 0, row 0, gate 0; null when the mode has no such slot.</summary>
    public T* Base;

    /// <summary>From one step to the next.</summary>
    public nint StepStride;

    /// <summary>From one panel of features to the next.</summary>
    public nint PanelStride;

    /// <summary>From one row to the next; of a total: from one chunk of rows to the next.</summary>
    public nint RowStride;

    /// <summary>Steps are numbered modulo a power of two by this mask; −1 when every step is kept.</summary>
    public nint Mask;

    /// <summary>Steps kept.</summary>
    public int Steps;

    /// <summary>Panels of features.</summary>
    public int Panels;

    /// <summary>Gates side by side.</summary>
    public int Gates;

    /// <summary>Token indexes <c>[T, B]</c> that stand for one-hot rows in this run; null when the slot holds values.</summary>
    public int* Tokens;

    /// <summary>From the tokens of one step to those of the next: the rows of the batch; 0 for tokens that each row has once.</summary>
    public nint TokenStride;

    /// <summary>The values at step <paramref name="t"/> (offset included), first panel, row and gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T* At(int t) => Base + ((t & Mask) * StepStride);

    /// <summary>How many steps from <paramref name="t"/> on lie behind one another.</summary>
    public readonly int ContiguousFrom(int t) => Mask < 0 || StepStride == 0 ? int.MaxValue : Steps - (int)(t & Mask);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGraph;

/// <summary>A pinned array whose first element starts a cache line, so that kernels may keep pointers to it.</summary>
internal sealed unsafe class AlignedArray<T>
    where T : unmanaged
{
    /// <summary>Bytes of a cache line, and of the widest vector register.</summary>
    public const int Alignment = 64;

    private readonly T[] _array;
    private readonly int _start;

    /// <summary>Allocates the array.</summary>
    /// <param name="length">Elements.</param>
    /// <param name="cleared">Whether they start as 0; otherwise they hold anything.</param>
    public AlignedArray(long length, bool cleared = true)
    {
        var slack = Alignment / sizeof(T);
        if (length + slack > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"At most {Array.MaxLength - slack} values fit one block of memory; use fewer steps or a smaller batch.");
        }

        Length = (int)length;
        _array = cleared ? GC.AllocateArray<T>(Length + slack, pinned: true) : GC.AllocateUninitializedArray<T>(Length + slack, pinned: true);
        var address = (nint)StartOf(_array);
        _start = (int)((((address + Alignment - 1) & -Alignment) - address) / sizeof(T));
        Pointer = StartOf(_array) + _start;
    }

    public int Length { get; }

    public T* Pointer { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    // The array never moves, so its address outlives this reference to its data.
    private static T* StartOf(T[] array) => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
}

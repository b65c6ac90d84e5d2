using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>A total over steps and rows, which a body adds to in a register.</summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe ref struct TileTotal<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _total;
    private Vector<T> _sum;

    internal TileTotal(T* total)
    {
        _total = total;
        _sum = Vector.Load(total);
    }

    /// <summary>Adds a row's features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector<T> value) => _sum += value;

    /// <summary>Leaves the total where it belongs, after the last row; lanes outside of <paramref name="mask"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Vector<T> mask) => Vector.BitwiseAnd(_sum, mask).Store(_total);
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>
/// A sum over features of a matrix, panel after panel. Where whole panels belong to one sum, it goes on from one to the next in a register; where a panel holds features of two rows
/// of the matrix, each panel's features stay by themselves, to be added up afterwards.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe ref struct TileSum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly nint _stride;
    private readonly Vector<T> _goesOn;
    private T* _values;
    private Vector<T> _sum;

    internal TileSum(T* values, nint stride)
    {
        _values = values;
        _stride = stride;
        _goesOn = stride == 0 ? Vector<T>.AllBitsSet : Vector<T>.Zero;
        _sum = Vector.Load(values);
    }

    /// <summary>Adds a panel's features, but not the lanes outside of <paramref name="mask"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector<T> value, Vector<T> mask)
    {
        _sum = Vector.BitwiseAnd(_sum, _goesOn) + Vector.BitwiseAnd(value, mask);
        _sum.Store(_values);
        _values += _stride;
    }
}

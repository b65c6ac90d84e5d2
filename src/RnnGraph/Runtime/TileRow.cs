using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>An operand of an elementwise body in one row: a register of features of each of its gates, side by side.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe ref struct TileRow<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _values;
    private readonly Vector<T> _mask;

    internal TileRow(T* values, Vector<T> mask)
    {
        _values = values;
        _mask = mask;
    }

    /// <summary>The features of the only gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Load() => Vector.Load(_values);

    /// <summary>The features of gate <paramref name="gate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Load(int gate) => Vector.Load(_values + (gate * Vector<T>.Count));

    /// <summary>The only feature of the only gate, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> LoadScalar() => new(*_values);

    /// <summary>The only feature of gate <paramref name="gate"/>, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> LoadScalar(int gate) => new(_values[gate * Vector<T>.Count]);

    /// <summary>Sets the features of the only gate; lanes past the last feature become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<T> value) => Vector.BitwiseAnd(value, _mask).Store(_values);

    /// <summary>Sets the features of gate <paramref name="gate"/>; lanes past the last feature become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int gate, Vector<T> value) => Vector.BitwiseAnd(value, _mask).Store(_values + (gate * Vector<T>.Count));
}

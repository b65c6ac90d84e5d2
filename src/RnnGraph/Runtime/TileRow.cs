using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>An operand of an elementwise body in one row after another: a register of features of each of its gates, side by side.</summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe ref struct TileRow<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly nint _stride;
    private T* _values;

    internal TileRow(T* values, nint stride)
    {
        _values = values;
        _stride = stride;
    }

    /// <summary>The features of the only gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> Load() => Vector.Load(_values);

    /// <summary>The features of gate <paramref name="gate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> Load(int gate) => Vector.Load(_values + (gate * Vector<T>.Count));

    /// <summary>The only feature of the only gate, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> LoadScalar() => new(*_values);

    /// <summary>The only feature of gate <paramref name="gate"/>, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> LoadScalar(int gate) => new(_values[gate * Vector<T>.Count]);

    /// <summary>Sets the features of the only gate; lanes outside of <paramref name="mask"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Vector<T> value, Vector<T> mask) => Vector.BitwiseAnd(value, mask).Store(_values);

    /// <summary>Sets the features of gate <paramref name="gate"/>; lanes outside of <paramref name="mask"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(int gate, Vector<T> value, Vector<T> mask) => Vector.BitwiseAnd(value, mask).Store(_values + (gate * Vector<T>.Count));

    /// <summary>Adds to the features of the only gate; lanes outside of <paramref name="mask"/> stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Add(Vector<T> value, Vector<T> mask) => (Vector.Load(_values) + Vector.BitwiseAnd(value, mask)).Store(_values);

    /// <summary>Goes on to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next() => _values += _stride;

    /// <summary>Goes on to the next panel of a matrix, whose panels take the place of rows, where they lie behind one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextBeside() => _values += Vector<T>.Count;
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>The operands of an elementwise body at one step and one panel of features: a register of features of every row. Operands are numbered as in the region's plan.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe ref struct Tile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T>* _operands;
    private readonly Vector<T> _mask;
    private readonly nint _totals;

    /// <summary>A tile.</summary>
    /// <param name="operands">The operands at this panel.</param>
    /// <param name="mask">The lanes that hold features.</param>
    /// <param name="totals">From a total's first chunk of rows to the present one.</param>
    internal Tile(Operand<T>* operands, Vector<T> mask, nint totals)
    {
        _operands = operands;
        _mask = mask;
        _totals = totals;
    }

    /// <summary>
    /// Operand <paramref name="operand"/> in row <paramref name="row"/>. Found before the first store it is found once: after a store the table of operands would be read again,
    /// as the store might have changed it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileRow<T> Row(int operand, int row) => new(_operands[operand].Pointer + (row * _operands[operand].RowStride), _mask);

    /// <summary>The features of operand <paramref name="operand"/>, the same for every row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Load(int operand) => Vector.Load(_operands[operand].Pointer);

    /// <summary>The features of operand <paramref name="operand"/> in row <paramref name="row"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Load(int operand, int row) => Vector.Load(_operands[operand].Pointer + (row * _operands[operand].RowStride));

    /// <summary>The only feature of operand <paramref name="operand"/> in row <paramref name="row"/>, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> LoadScalar(int operand, int row) => new(_operands[operand].Pointer[row * _operands[operand].RowStride]);

    /// <summary>Sets the features of operand <paramref name="operand"/> in row <paramref name="row"/>; lanes past the last feature become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int operand, int row, Vector<T> value) =>
        Vector.BitwiseAnd(value, _mask).Store(_operands[operand].Pointer + (row * _operands[operand].RowStride));

    /// <summary>Adds to the features of operand <paramref name="operand"/> in row <paramref name="row"/>; lanes past the last feature stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int operand, int row, Vector<T> value)
    {
        var sum = _operands[operand].Pointer + (row * _operands[operand].RowStride);
        (Vector.Load(sum) + Vector.BitwiseAnd(value, _mask)).Store(sum);
    }

    /// <summary>Adds to a total over steps and rows; lanes past the last feature stay 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(int operand, Vector<T> value)
    {
        var total = _operands[operand].Pointer + _totals;
        (Vector.Load(total) + Vector.BitwiseAnd(value, _mask)).Store(total);
    }
}

/// <summary>Where an operand of a body lies at the current step and panel.</summary>
internal unsafe struct Operand<T>
    where T : unmanaged
{
    /// <summary>Row 0 (of a total: chunk of rows 0).</summary>
    public T* Pointer;

    /// <summary>From one row (of a total: chunk) to the next; 0 for what all rows share.</summary>
    public nint RowStride;

    /// <summary>From one panel to the next; 0 for what all features share.</summary>
    public nint PanelStride;
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>
/// What an elementwise body goes over at one step: a register of features of some rows. The body finds its operands before its loop over the rows, so that their addresses stay in registers; they are
/// numbered as in the region's plan.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe ref struct Tile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T>* _operands;
    private readonly Vector<T> _mask;
    private readonly nint _totals;
    private readonly int _firstRow;

    /// <summary>A tile.</summary>
    /// <param name="operands">The operands at this panel.</param>
    /// <param name="mask">The lanes that hold features.</param>
    /// <param name="totals">From a total's first chunk of rows to the present one.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="rows">How many rows, at least one.</param>
    internal Tile(Operand<T>* operands, Vector<T> mask, nint totals, int firstRow, int rows)
    {
        _operands = operands;
        _mask = mask;
        _totals = totals;
        _firstRow = firstRow;
        Rows = rows;
    }

    /// <summary>How many rows, at least one.</summary>
    public int Rows { get; }

    /// <summary>The features of operand <paramref name="operand"/>, the same for every row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Load(int operand) => Vector.Load(_operands[operand].Pointer);

    /// <summary>The only feature of operand <paramref name="operand"/>, the same for every row, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> LoadScalar(int operand) => new(*_operands[operand].Pointer);

    /// <summary>Operand <paramref name="operand"/> in the first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileRow<T> Row(int operand) => new(_operands[operand].Pointer + (_firstRow * _operands[operand].RowStride), _operands[operand].RowStride, _mask);

    /// <summary>Operand <paramref name="operand"/>, a total over steps and rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileTotal<T> Total(int operand) => new(_operands[operand].Pointer + _totals, _mask);

    /// <summary>Operand <paramref name="operand"/>, sums over features of a matrix, whose panels take the place of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileSum<T> Sum(int operand) => new(_operands[operand].Pointer, _operands[operand].RowStride, _mask);
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

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime;

/// <summary>
/// What an elementwise body goes over at one step: some rows, one register of features of each after another. For each register the body finds its operands before its loop over the rows, so that
/// their addresses stay in registers; operands are numbered as in the region's plan.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TRows">Whether it's a single row, whose operands are listed panel by panel, or several.</typeparam>
public unsafe ref struct Tile<T, TRows>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRows : struct, IRowCount
{
    private readonly int _length;
    private readonly Vector<T> _lastMask;
    private readonly int _rows;
    private OperandList<T> _operands;
    private int _panels;

    /// <summary>A tile whose operands go on to the next panel where they stand.</summary>
    /// <param name="operands">The operands at the first panel and row; at the panel after the last when the body is done.</param>
    /// <param name="length">The length of their list.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="lastMask">The lanes of the last of these panels that hold features.</param>
    /// <param name="rows">How many rows.</param>
    internal Tile(OperandList<T> operands, int length, int panels, Vector<T> lastMask, int rows)
    {
        _operands = operands;
        _length = length;
        _panels = panels;
        _lastMask = lastMask;
        Mask = panels == 1 ? lastMask : Vector<T>.AllBitsSet;
        _rows = rows;
    }

    /// <summary>A tile of a single row, whose operands are listed panel by panel.</summary>
    internal Tile(RowRegion<T>* region)
        : this(region->Operands, region->Length, region->Panels, region->LastMask, rows: 1)
    {
    }

    /// <summary>How many rows.</summary>
    public readonly int Rows => TRows.IsOne ? 1 : _rows;

    /// <summary>The lanes that hold features; only those past the last feature don't.</summary>
    public Vector<T> Mask { get; private set; }

    /// <summary>Whether there is a register of features left.</summary>
    public readonly bool HasPanel => _panels > 0;

    /// <summary>Goes on to the next register of features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextPanel()
    {
        if (--_panels == 1)
            Mask = _lastMask;
        if (TRows.IsOne)
            _operands = _operands.Behind(_length);
        else
            _operands.GoOn(_length);
    }

    /// <summary>The features of operand <paramref name="operand"/>, the same for every row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> Load(int operand) => Vector.Load(_operands[operand]);

    /// <summary>The only feature of operand <paramref name="operand"/>, the same for every row, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> LoadScalar(int operand) => new(*_operands[operand]);

    /// <summary>Operand <paramref name="operand"/> in the first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TileRow<T> Row(int operand) => new(_operands[operand], TRows.IsOne ? 0 : _operands.RowStride(operand));

    /// <summary>Operand <paramref name="operand"/>, a total over steps and rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TileTotal<T> Total(int operand) => new(_operands[operand]);

    /// <summary>Operand <paramref name="operand"/>, sums over features of a matrix, whose panels take the place of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TileSum<T> Sum(int operand) => new(_operands[operand], _operands.RowStride(operand));
}

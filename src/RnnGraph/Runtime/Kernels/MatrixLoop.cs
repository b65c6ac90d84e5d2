using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGraph.Runtime.Kernels;

/// <summary>
/// Runs a body over one row of the batch whose features are a matrix: from end to end of the matrix, which is read and written once, while vectors along its axes are read where they stand and
/// sums along them are added up. Between two panels at which an operand moves on (<see cref="SpreadTable.Segment"/>) the body's loop is that of any other, with panels in the place of rows.
/// </summary>
internal static unsafe class MatrixLoop
{
    /// <summary>Applies the body, or beyond a row's length holds.</summary>
    /// <param name="table">How the operands are spread.</param>
    /// <param name="operands">The operands in this row, from its first feature on; behind them room for as many, which move from panel to panel.</param>
    /// <param name="room">Room for <see cref="SpreadTable.Room"/> values.</param>
    /// <param name="lastMask">The lanes of the last panel that hold features.</param>
    /// <param name="isWithin">Whether the step lies within the row's length.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TRegion>(SpreadTable table, OperandList<T> operands, T* room, Vector<T> lastMask, bool isWithin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        var spreads = table.Operands;
        var moving = operands.Behind(OperandList<T>.LengthOf(spreads.Length));
        for (var i = 0; i < spreads.Length; i++)
            Begin(in spreads[i], i, operands, moving, room);

        for (int panel = 0, count = 0; panel < table.Panels; panel += count)
        {
            if (panel > 0)
            {
                for (var i = 0; i < spreads.Length; i++)
                    Move(in spreads[i], i, operands, moving, room, panel, count);
            }

            // The last panel comes by itself, if it isn't whole.
            count = Math.Min(table.Segment, table.Panels - panel);
            if (count > 1 && panel + count == table.Panels && lastMask != Vector<T>.AllBitsSet)
                count--;
            var tile = new Tile<T, SeveralRows>(moving, 0, 1, panel + count == table.Panels ? lastMask : Vector<T>.AllBitsSet, count);
            Body.Run<T, TRegion>(ref tile, isWithin);
        }

        for (var i = 0; i < spreads.Length; i++)
            End(in spreads[i], i, operands, room, table.Panels);
    }

    /// <summary>Points an operand to its first features; sums begin at 0.</summary>
    private static void Begin<T>(in SpreadOperand spread, int index, OperandList<T> operands, OperandList<T> moving, T* room)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = room + spread.Room;
        var operand = operands[index];
        var panelStride = operands.PanelStride(index);
        if (spread.Kind >= Spread.SumEach)
        {
            for (var panel = 0; panel < spread.Panels; panel++)
                Vector<T>.Zero.Store(operand + (panel * panelStride));
        }

        if (spread.IsWrittenOut)
        {
            Point(moving, index, own, Vector<T>.Count);
            if (spread.Kind >= Spread.SumEach)
                new Span<T>(own, spread.WrittenSize).Clear();
            else
                WriteOut(in spread, index, operands, own);
        }
        else if (spread.Kind is Spread.Tile or Spread.SumTiles)
        {
            // A body finds these panels, too, behind one another.
            Point(moving, index, own, Vector<T>.Count);
            RowFill.Copy(operand, 0, panelStride, own, 0, Vector<T>.Count, 1, spread.Panels);
        }
        else if (spread.Kind == Spread.RepeatEach)
        {
            Point(moving, index, own, 0);
            new Vector<T>(*operand).Store(own);
        }
        else if (spread.Kind is Spread.SumEach or Spread.Sum)
        {
            Point(moving, index, own, 0);
            Vector<T>.Zero.Store(own);
        }
        else
        {
            Point(moving, index, operand, panelStride);
        }
    }

    private static void Point<T>(OperandList<T> moving, int index, T* first, nint stride)
        where T : unmanaged
    {
        moving[index] = first;
        moving.SetStrides(index, row: stride, panel: 0);
    }

    /// <summary>Moves an operand on by so many panels, to <paramref name="panel"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(in SpreadOperand spread, int index, OperandList<T> operands, OperandList<T> moving, T* room, int panel, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = room + spread.Room;
        if (spread.IsWrittenOut || spread.Kind is Spread.None or Spread.Sum || panel % spread.Period != 0)
        {
            moving[index] += count * moving.RowStride(index);
            return;
        }

        switch (spread.Kind)
        {
            case Spread.RepeatEach:
                new Vector<T>(*Feature(operands, index, panel / spread.Period)).Store(own);
                break;
            case Spread.SumEach:
                *Feature(operands, index, (panel / spread.Period) - 1) = Vector.Sum(Vector.Load(own));
                Vector<T>.Zero.Store(own);
                break;
            default:
                moving[index] = own;
                break;
        }
    }

    /// <summary>Leaves an operand's last sum where it belongs.</summary>
    private static void End<T>(in SpreadOperand spread, int index, OperandList<T> operands, T* room, int panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = room + spread.Room;
        if (spread.Kind == Spread.Sum)
        {
            *operands[index] = Vector.Sum(Vector.Load(own));
        }
        else if (spread.Kind == Spread.SumEach && !spread.IsWrittenOut)
        {
            *Feature(operands, index, (panels / spread.Period) - 1) = Vector.Sum(Vector.Load(own));
        }
        else if (spread is { Kind: Spread.SumTiles, IsWrittenOut: false })
        {
            RowFill.Copy(own, 0, Vector<T>.Count, operands[index], 0, operands.PanelStride(index), 1, spread.Panels);
        }
        else if (spread is { Kind: >= Spread.SumEach, IsWrittenOut: true })
        {
            var plain = own + spread.WrittenSize;
            RowRearrangement.Run(spread.Kind == Spread.SumEach ? RearrangementKind.SumEach : RearrangementKind.SumTiles, own, spread.Size, plain, spread.Features, 0);
            RowCopy.FromPlain(plain, operands[index], operands.PanelStride(index), spread.Features);
        }
    }

    /// <summary>Where a panel would hold features of two rows of the matrix, copies are made beside.</summary>
    private static void WriteOut<T>(in SpreadOperand spread, int index, OperandList<T> operands, T* own)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plain = own + spread.WrittenSize;
        RowCopy.ToPlain(operands[index], operands.PanelStride(index), plain, spread.Features);
        RowRearrangement.Run(spread.Kind == Spread.RepeatEach ? RearrangementKind.RepeatEach : RearrangementKind.Tile, plain, spread.Features, own, spread.Size, 0);
    }

    private static T* Feature<T>(OperandList<T> operands, int index, int feature)
        where T : unmanaged => operands[index] + (feature / Vector<T>.Count * operands.PanelStride(index)) + (feature % Vector<T>.Count);
}

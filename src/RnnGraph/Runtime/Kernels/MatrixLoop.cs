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
    /// <param name="operands">The operands in this row, from its first feature on.</param>
    /// <param name="moving">Room for as many.</param>
    /// <param name="room">Room for <see cref="SpreadTable.Room"/> values.</param>
    /// <param name="lastMask">The lanes of the last panel that hold features.</param>
    /// <param name="isWithin">Whether the step lies within the row's length.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TRegion>(SpreadTable table, Operand<T>* operands, Operand<T>* moving, T* room, Vector<T> lastMask, bool isWithin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRegion : struct, IRegion<T>
    {
        var spreads = table.Operands;
        for (var i = 0; i < spreads.Length; i++)
            Begin(in spreads[i], operands + i, moving + i, room);

        for (int panel = 0, count = 0; panel < table.Panels; panel += count)
        {
            if (panel > 0)
            {
                for (var i = 0; i < spreads.Length; i++)
                    Move(in spreads[i], operands + i, moving + i, room, panel, count);
            }

            // The last panel comes by itself, if it isn't whole.
            count = Math.Min(table.Segment, table.Panels - panel);
            if (count > 1 && panel + count == table.Panels && lastMask != Vector<T>.AllBitsSet)
                count--;
            var tile = new Tile<T>(moving, 0, 1, panel + count == table.Panels ? lastMask : Vector<T>.AllBitsSet, count);
            Body.Run<T, TRegion>(ref tile, isWithin);
        }

        for (var i = 0; i < spreads.Length; i++)
            End(in spreads[i], operands + i, room, table.Panels);
    }

    /// <summary>Points an operand to its first features; sums begin at 0.</summary>
    private static void Begin<T>(in SpreadOperand spread, Operand<T>* operand, Operand<T>* moving, T* room)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = room + spread.Room;
        moving->Pointer = operand->Pointer;
        moving->RowStride = operand->PanelStride;
        if (spread.Kind >= Spread.SumEach)
        {
            for (var panel = 0; panel < spread.Panels; panel++)
                Vector<T>.Zero.Store(operand->Pointer + (panel * operand->PanelStride));
        }

        if (spread.IsWrittenOut)
        {
            moving->Pointer = own;
            moving->RowStride = Vector<T>.Count;
            if (spread.Kind >= Spread.SumEach)
                new Span<T>(own, spread.WrittenSize).Clear();
            else
                WriteOut(in spread, operand, own);
        }
        else if (spread.Kind is Spread.Tile or Spread.SumTiles)
        {
            // A body finds these panels, too, behind one another.
            moving->Pointer = own;
            moving->RowStride = Vector<T>.Count;
            RowFill.Copy(operand->Pointer, 0, operand->PanelStride, own, 0, Vector<T>.Count, 1, spread.Panels);
        }
        else if (spread.Kind == Spread.RepeatEach)
        {
            moving->Pointer = own;
            moving->RowStride = 0;
            new Vector<T>(*operand->Pointer).Store(own);
        }
        else if (spread.Kind is Spread.SumEach or Spread.Sum)
        {
            moving->Pointer = own;
            moving->RowStride = 0;
            Vector<T>.Zero.Store(own);
        }
    }

    /// <summary>Moves an operand on by so many panels, to <paramref name="panel"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(in SpreadOperand spread, Operand<T>* operand, Operand<T>* moving, T* room, int panel, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = room + spread.Room;
        if (spread.IsWrittenOut || spread.Kind is Spread.None or Spread.Sum || panel % spread.Period != 0)
        {
            moving->Pointer += count * moving->RowStride;
            return;
        }

        switch (spread.Kind)
        {
            case Spread.RepeatEach:
                new Vector<T>(*Feature(operand, panel / spread.Period)).Store(own);
                break;
            case Spread.SumEach:
                *Feature(operand, (panel / spread.Period) - 1) = Vector.Sum(Vector.Load(own));
                Vector<T>.Zero.Store(own);
                break;
            default:
                moving->Pointer = own;
                break;
        }
    }

    /// <summary>Leaves an operand's last sum where it belongs.</summary>
    private static void End<T>(in SpreadOperand spread, Operand<T>* operand, T* room, int panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var own = room + spread.Room;
        if (spread.Kind == Spread.Sum)
        {
            *operand->Pointer = Vector.Sum(Vector.Load(own));
        }
        else if (spread.Kind == Spread.SumEach && !spread.IsWrittenOut)
        {
            *Feature(operand, (panels / spread.Period) - 1) = Vector.Sum(Vector.Load(own));
        }
        else if (spread is { Kind: Spread.SumTiles, IsWrittenOut: false })
        {
            RowFill.Copy(own, 0, Vector<T>.Count, operand->Pointer, 0, operand->PanelStride, 1, spread.Panels);
        }
        else if (spread is { Kind: >= Spread.SumEach, IsWrittenOut: true })
        {
            var plain = own + spread.WrittenSize;
            RowRearrangement.Run(spread.Kind == Spread.SumEach ? RearrangementKind.SumEach : RearrangementKind.SumTiles, own, spread.Size, plain, spread.Features, 0);
            RowCopy.FromPlain(plain, operand->Pointer, operand->PanelStride, spread.Features);
        }
    }

    /// <summary>Where a panel would hold features of two rows of the matrix, copies are made beside.</summary>
    private static void WriteOut<T>(in SpreadOperand spread, Operand<T>* operand, T* own)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plain = own + spread.WrittenSize;
        RowCopy.ToPlain(operand->Pointer, operand->PanelStride, plain, spread.Features);
        RowRearrangement.Run(spread.Kind == Spread.RepeatEach ? RearrangementKind.RepeatEach : RearrangementKind.Tile, plain, spread.Features, own, spread.Size, 0);
    }

    private static T* Feature<T>(Operand<T>* operand, int feature)
        where T : unmanaged => operand->Pointer + (feature / Vector<T>.Count * operand->PanelStride) + (feature % Vector<T>.Count);
}

using System.Numerics;

namespace RnnGraph.Runtime;

/// <summary>How the operands of a body over a matrix are spread over its panels.</summary>
internal sealed class SpreadTable
{
    private SpreadTable(SpreadOperand[] operands, int panels, int segment, int room)
    {
        Operands = operands;
        Panels = panels;
        Segment = segment;
        Room = room;
    }

    public SpreadOperand[] Operands { get; }

    /// <summary>Panels of the matrix.</summary>
    public int Panels { get; }

    /// <summary>How many panels any operand stays where it is, or goes on from panel to panel.</summary>
    public int Segment { get; }

    /// <summary>The values that a row needs room for.</summary>
    public int Room { get; }

    public static SpreadTable Of<T>(RegionPlan plan, SlotTable[] slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (size, lanes, padded) = (plan.Features, Panel<T>.Lanes, Panel<T>.Padded(plan.Features));
        var panels = padded / lanes;
        var (segment, room) = (panels, 0);
        var operands = new SpreadOperand[plan.Operands.Count];
        for (var i = 0; i < operands.Length; i++)
        {
            var (slot, kind) = (slots[plan.Operands[i].Slot], plan.Spreads[i]);

            // Parameters and totals are no operands of a row, which a body could be told to read further on.
            if (kind == Spread.None && slot.Panels == panels && slot.Plan.Train is Window.Parameter or Window.Derived or Window.Total or Window.ReciprocalSize or Window.FeatureIndex)
                segment = 1;
            var period = kind switch
            {
                Spread.None or Spread.Sum => size,
                Spread.RepeatEach or Spread.SumEach => size / slot.Features,
                _ => slot.Features,
            };
            var isWrittenOut = kind is not (Spread.None or Spread.Sum) && period % lanes != 0;
            if (kind is not (Spread.None or Spread.Sum) && !isWrittenOut)
                segment = (int)BigInteger.GreatestCommonDivisor(segment, period / lanes);
            operands[i] = new SpreadOperand(kind, slot.Features, slot.Panels, size, padded, Math.Max(1, period / lanes), isWrittenOut, room);
            room += kind == Spread.None ? 0 : isWrittenOut ? padded + Panel<T>.Padded(slot.Features) : kind is Spread.Tile or Spread.SumTiles ? Panel<T>.Padded(slot.Features) : lanes;
        }

        return new SpreadTable(operands, panels, segment, room);
    }
}

/// <summary>How one operand is spread.</summary>
/// <param name="Kind">How.</param>
/// <param name="Features">Its own features.</param>
/// <param name="Panels">Its own panels.</param>
/// <param name="Size">Features of the matrix.</param>
/// <param name="WrittenSize">Features of the matrix in whole panels.</param>
/// <param name="Period">After so many panels it begins anew, or its next feature is due.</param>
/// <param name="IsWrittenOut">Whether a panel would hold features of two rows of the matrix.</param>
/// <param name="Room">Where its room begins.</param>
internal readonly record struct SpreadOperand(Spread Kind, int Features, int Panels, int Size, int WrittenSize, int Period, bool IsWrittenOut, int Room);

using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Building;

/// <summary>
/// Small scans that make one value per sequence of a value of every step. They take their names from what they result in; over no steps at all each gives what it
/// starts from.
/// </summary>
internal static class TimeScans
{
    /// <summary>Σ over the steps within each sequence's length.</summary>
    public static Draft Sum(Draft steps) => Fold(steps, 0, (sum, now) => sum + now);

    /// <summary>Σ over the steps within each sequence's length, and their number, one feature.</summary>
    public static (Draft Sum, Draft Count) SumAndCount(Draft steps)
    {
        var sum = Sum(steps);
        var scan = sum.Operands[0].Scan!;
        var count = scan.Carry(Draft.Constant(0, Shape.Vector(1)), name: null);
        count.Next = count.Argument + 1;
        return (sum, scan.Result(StructureOps.Final, count.Argument));
    }

    /// <summary>The value that <paramref name="next"/> makes, step by step, of the one before it and the step's own.</summary>
    public static Draft Fold(Draft steps, double initial, Func<Draft, Draft, Draft> next)
    {
        var scan = new ScanDraft(null, steps.Axis!, Direction.Forward);
        var now = scan.Read(steps, name: null);
        var carried = scan.Carry(Draft.Constant(initial, steps.Shape), name: null);
        carried.Next = next(carried.Argument, now);
        return scan.Result(StructureOps.Final, carried.Argument);
    }
}

using RnnGraph;
using static RnnGraph.Op;

namespace Invented;

/// <summary>
/// Two inputs and a leaky state that is held within bounds: s = clip(0.9 s⁻ + (L·l)∘tanh(R·r + U·s⁻ + b), ±1). It also says how far apart the two are: |L·l − R·r|.
/// </summary>
[RecurrentCell]
public partial class TwoEars
{
    internal static void Define(CellBuilder cell, Size left, Size right, Size hidden)
    {
        var (l, r) = (cell.Input("l", left), cell.Input("r", right));
        var s = cell.LearnedState("s", hidden, Initializer.Constant(0.1f));

        var loud = cell.Dense("left", hidden, l);
        var soft = cell.Affine("right", hidden, r, s);
        var next = Clip(0.9f * s + loud * Tanh(soft), -1f, 1f);

        cell.Next(s, next);
        cell.Output("y", next);
        cell.Output("apart", Sqrt(Square(loud - soft) + 0.01f));
    }
}

/// <summary>The same in double precision.</summary>
[RecurrentCell<TwoEars>(Precision = Precision.Double)]
public partial class TwoEarsDouble;

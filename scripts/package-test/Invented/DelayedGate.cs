using RnnGraph;
using static RnnGraph.Op;

namespace Invented;

/// <summary>A gate that hears the input of two steps ago: z = σ(W·x⁻⁻ + p∘h⁻ + b), h = z∘h⁻ + (1 − z)∘softsign(xᵀB h⁻ + W·x).</summary>
[RecurrentCell]
public partial class DelayedGate
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var late = cell.Delay("late", cell.Delay("before", x));
        var z = Sigmoid(cell.Dense("z", hidden, "W", late) + cell.Diagonal("z", h) + cell.Bias("z", hidden, 1f));
        var candidate = Softsign(cell.Bilinear("both", hidden, 2, x, h) + cell.Dense("n", hidden, x));

        cell.Next(h, z * h + (1f - z) * candidate);
        cell.Output("y", h.Next);
        cell.Tap("gate", z);
    }
}

/// <summary>The same in double precision.</summary>
[RecurrentCell<DelayedGate>(Precision = Precision.Double)]
public partial class DelayedGateDouble;

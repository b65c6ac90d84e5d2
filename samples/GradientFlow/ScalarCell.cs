using RnnGraph;

namespace GradientFlowSample;

/// <summary>The textbook's cell: <c>h = w·h⁻ + x</c>, one number w, no squashing. ∂h_T/∂h_t = w^(T−t).</summary>
[RecurrentCell(1, Precision = Precision.Double)]
public partial class ScalarCell
{
    internal static void Define(CellBuilder cell, Size size)
    {
        var x = cell.Input("x", size);
        var h = cell.State("h", size);
        cell.Next(h, cell.Diagonal("h", "w", h) + x);
        cell.Output("y", h.Next);
    }

    /// <summary>The cell with a weight.</summary>
    internal static ScalarCell WithWeight(double weight)
    {
        var cell = new ScalarCell();
        cell.Parameters.Write("h.w", [weight]);
        return cell;
    }
}

namespace RnnGraph.Training.Tests.Diagnostics;

/// <summary>h = w·h⁻ + x: the textbook's cell whose gradient is a power of w.</summary>
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
}

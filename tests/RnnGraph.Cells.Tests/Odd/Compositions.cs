namespace RnnGraph.Cells.Tests.Odd;

/// <summary>One definition above another, each under its own prefix; the upper one reads the lower one's new output.</summary>
[RecurrentCell]
internal partial class TwoLayers
{
    internal static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var lower = cell.Scope("lower", c => ScalarGate.Define(c, input, hidden), x);
        var upper = cell.Scope("upper", c => TiedMatrix.Define(c, hidden, hidden), lower.Output);
        cell.Output("y", upper.Output);
    }
}

/// <summary><see cref="TwoLayers"/> in double precision.</summary>
[RecurrentCell<TwoLayers>(Precision = Precision.Double)]
internal partial class TwoLayersDouble;

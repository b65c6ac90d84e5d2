using static RnnGraph.Op;

namespace RnnGraph.Torch.Cells;

/// <summary>One direction of one layer of nn.GRU: <c>r, z = σ(W·x + b_ih + U·h⁻ + b_hh)</c>, <c>n = tanh(W·x + b_ih + r∘(U·h⁻ + b_hh))</c>, <c>h = (1 − z)∘n + z∘h⁻</c>; with or without the biases.</summary>
[RecurrentCell(Structure = new object[] { true })]
internal partial class GruCell
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, bool bias)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var r = Sigmoid(Gate.Sum(cell, "r", hidden, x, h, bias));
        var z = Sigmoid(Gate.Sum(cell, "z", hidden, x, h, bias));
        var fromInput = cell.Dense("n", hidden, x);
        var recurrent = cell.Dense("n", hidden, h);
        if (bias)
        {
            fromInput += cell.Bias("n", "b_ih", hidden, Initializer.Uniform);
            recurrent += cell.Bias("n", "b_hh", hidden, Initializer.Uniform);
        }

        var n = Tanh(fromInput + r * recurrent);
        cell.Next(h, (1f - z) * n + z * h);
        cell.Output("y", h.Next);
    }
}

[RecurrentCell<GruCell>(Structure = new object[] { false })]
internal partial class GruCellUnbiased;

[RecurrentCell<GruCell>(Structure = new object[] { true }, Precision = Precision.Double)]
internal partial class GruCellDouble;

[RecurrentCell<GruCell>(Structure = new object[] { false }, Precision = Precision.Double)]
internal partial class GruCellUnbiasedDouble;

using static RnnGraph.Op;

namespace RnnGraph.Torch.Cells;

/// <summary>One direction of one layer of nn.RNN: <c>h = φ(W·x + b_ih + U·h⁻ + b_hh)</c>, φ tanh or relu; with or without the biases.</summary>
[RecurrentCell(Structure = new object[] { Nonlinearity.Tanh, true })]
internal partial class RnnCell
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, Nonlinearity nonlinearity, bool bias)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var sum = Gate.Sum(cell, "h", hidden, x, h, bias);
        cell.Next(h, nonlinearity == Nonlinearity.Tanh ? Tanh(sum) : Relu(sum));
        cell.Output("y", h.Next);
    }
}

[RecurrentCell<RnnCell>(Structure = new object[] { Nonlinearity.Tanh, false })]
internal partial class RnnCellUnbiased;

[RecurrentCell<RnnCell>(Structure = new object[] { Nonlinearity.Relu, true })]
internal partial class RnnCellRelu;

[RecurrentCell<RnnCell>(Structure = new object[] { Nonlinearity.Relu, false })]
internal partial class RnnCellReluUnbiased;

[RecurrentCell<RnnCell>(Structure = new object[] { Nonlinearity.Tanh, true }, Precision = Precision.Double)]
internal partial class RnnCellDouble;

[RecurrentCell<RnnCell>(Structure = new object[] { Nonlinearity.Tanh, false }, Precision = Precision.Double)]
internal partial class RnnCellUnbiasedDouble;

[RecurrentCell<RnnCell>(Structure = new object[] { Nonlinearity.Relu, true }, Precision = Precision.Double)]
internal partial class RnnCellReluDouble;

[RecurrentCell<RnnCell>(Structure = new object[] { Nonlinearity.Relu, false }, Precision = Precision.Double)]
internal partial class RnnCellReluUnbiasedDouble;

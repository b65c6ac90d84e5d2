namespace RnnGraph.Torch.Cells;

/// <summary>One direction of one layer of nn.LSTM: <c>i, f, o = σ(W·x + b_ih + U·h⁻ + b_hh)</c>, <c>g = tanh(…)</c>, <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>; with or without the biases.</summary>
[RecurrentCell(Structure = new object[] { true })]
internal partial class LstmCell
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, bool bias)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        var (cNew, hNew) = Gate.Lstm(cell, hidden, x, h, c, bias);
        cell.Next(c, cNew);
        cell.Next(h, hNew);
        cell.Output("y", h.Next);
    }
}

[RecurrentCell<LstmCell>(Structure = new object[] { false })]
internal partial class LstmCellUnbiased;

[RecurrentCell<LstmCell>(Structure = new object[] { true }, Precision = Precision.Double)]
internal partial class LstmCellDouble;

[RecurrentCell<LstmCell>(Structure = new object[] { false }, Precision = Precision.Double)]
internal partial class LstmCellUnbiasedDouble;

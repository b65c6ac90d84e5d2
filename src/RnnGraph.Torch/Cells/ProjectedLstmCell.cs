namespace RnnGraph.Torch.Cells;

/// <summary>One direction of one layer of nn.LSTM with proj_size (Sak, Senior &amp; Beaufays 2014): <see cref="LstmCell"/> with <c>h = W_hr·(o∘tanh c)</c>, which is what is given out and carried.</summary>
[RecurrentCell(Structure = new object[] { true })]
internal partial class ProjectedLstmCell
{
    internal static void Define(CellBuilder cell, Size input, Size hidden, Size projected, bool bias)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", projected);
        var c = cell.State("c", hidden);

        var (cNew, wide) = Gate.Lstm(cell, hidden, x, h, c, bias);
        cell.Next(c, cNew);
        cell.Next(h, cell.Dense("h", projected, "W_hr", wide));
        cell.Output("y", h.Next);
    }
}

[RecurrentCell<ProjectedLstmCell>(Structure = new object[] { false })]
internal partial class ProjectedLstmCellUnbiased;

[RecurrentCell<ProjectedLstmCell>(Structure = new object[] { true }, Precision = Precision.Double)]
internal partial class ProjectedLstmCellDouble;

[RecurrentCell<ProjectedLstmCell>(Structure = new object[] { false }, Precision = Precision.Double)]
internal partial class ProjectedLstmCellUnbiasedDouble;

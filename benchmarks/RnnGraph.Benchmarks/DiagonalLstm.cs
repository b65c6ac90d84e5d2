using static RnnGraph.Op;

namespace RnnGraph.Benchmarks;

/// <summary>
/// An LSTM whose weights are all diagonal, as automatic differentiation is often measured on one: <c>f = σ(w_f∘x + b_f)</c>, <c>i = σ(w_i∘h⁻ + b_i)</c>, <c>o = σ(w_o∘x + b_o)</c>, <c>g = tanh(w_g∘h⁻ + b_g)</c>;
/// <c>c = f∘c⁻ + i∘g</c>, <c>h = o∘tanh c</c>.
/// </summary>
[RecurrentCell(Precision = Precision.Double)]
public partial class DiagonalLstm
{
    internal static void Define(CellBuilder cell, Size units)
    {
        var x = cell.Input("x", units);
        var h = cell.State("h", units);
        var c = cell.State("c", units);

        var f = Sigmoid(cell.Diagonal("f", x) + cell.Bias("f", units));
        var i = Sigmoid(cell.Diagonal("i", h) + cell.Bias("i", units));
        var o = Sigmoid(cell.Diagonal("o", x) + cell.Bias("o", units));
        var g = Tanh(cell.Diagonal("g", h) + cell.Bias("g", units));
        cell.Next(c, (f * c) + (i * g));
        cell.Next(h, o * Tanh(c.Next));
        cell.Output("y", h.Next);
    }
}

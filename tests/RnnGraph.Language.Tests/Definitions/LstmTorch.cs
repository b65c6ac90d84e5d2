using static RnnGraph.Op;

namespace RnnGraph.Language.Tests.Definitions;

/// <summary>Both of PyTorch's biases: their sum is an expression of parameters alone.</summary>
internal static class LstmTorch
{
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);
        var c = cell.State("c", hidden);

        Node Gate(string name) => cell.Dense(name, hidden, x) + cell.Dense(name, hidden, h) + (cell.Bias(name, "b_ih", hidden) + cell.Bias(name, "b_hh", hidden));

        var i = Sigmoid(Gate("i"));
        var f = Sigmoid(Gate("f"));
        var g = Tanh(Gate("g"));
        var o = Sigmoid(Gate("o"));

        cell.Next(c, (f * c) + (i * g));
        cell.Next(h, o * Tanh(c.Next));
        cell.Output("y", h.Next);
    }
}

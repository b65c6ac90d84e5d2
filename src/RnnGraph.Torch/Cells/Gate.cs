using static RnnGraph.Op;

namespace RnnGraph.Torch.Cells;

/// <summary>What the definitions of this folder share: a gate's sum with PyTorch's two biases.</summary>
internal static class Gate
{
    /// <summary>W·x + U·h⁻, and where the layer has biases + (b_ih + b_hh): their sum is made of parameters alone, so it is computed once per update.</summary>
    public static Node Sum(CellBuilder cell, string gate, Size hidden, Node x, Node h, bool bias)
    {
        var products = cell.Dense(gate, hidden, x) + cell.Dense(gate, hidden, h);
        if (!bias)
            return products;
        return products + (cell.Bias(gate, "b_ih", hidden, Initializer.Uniform) + cell.Bias(gate, "b_hh", hidden, Initializer.Uniform));
    }

    /// <summary>The state and the gates that nn.LSTM computes from it: the new c, and o∘tanh c.</summary>
    public static (Node Cell, Node Hidden) Lstm(CellBuilder cell, Size hidden, Node x, Node h, Node c, bool bias)
    {
        var i = Sigmoid(Sum(cell, "i", hidden, x, h, bias));
        var f = Sigmoid(Sum(cell, "f", hidden, x, h, bias));
        var g = Tanh(Sum(cell, "g", hidden, x, h, bias));
        var o = Sigmoid(Sum(cell, "o", hidden, x, h, bias));
        var next = f * c + i * g;
        return (next, o * Tanh(next));
    }
}

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The gated recurrent unit of PyTorch and cuDNN, its reset applied after the recurrent product (ONNX GRU with linear_before_reset = 1; id <c>gru-torch</c>):
/// <c>r, z = σ(W·x + U·h⁻ + b_ih + b_hh)</c>, <c>n = tanh(W·x + b_ih + r∘(U·h⁻ + b_hh))</c>, <c>h = (1 − z)∘n + z∘h⁻</c>, <c>y = h</c>.
/// Parameters, for each gate of r, z, n: <c>W</c> [hidden, input], <c>U</c> [hidden, hidden], <c>b_ih</c> [hidden] and <c>b_hh</c> [hidden], all uniform in ±1/√hidden.
/// </summary>
[RecurrentCell]
public partial class GruTorch
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden)
    {
        var x = cell.Input("x", input);
        var h = cell.State("h", hidden);

        var r = Sigmoid(cell.Dense("r", hidden, x) + cell.Dense("r", hidden, h) + (Bias(cell, "r", "b_ih", hidden) + Bias(cell, "r", "b_hh", hidden)));
        var z = Sigmoid(cell.Dense("z", hidden, x) + cell.Dense("z", hidden, h) + (Bias(cell, "z", "b_ih", hidden) + Bias(cell, "z", "b_hh", hidden)));
        var recurrent = cell.Dense("n", hidden, h) + Bias(cell, "n", "b_hh", hidden);
        var n = Tanh(cell.Dense("n", hidden, x) + Bias(cell, "n", "b_ih", hidden) + r * recurrent);

        cell.Next(h, (1f - z) * n + z * h);
        cell.Output("y", h.Next);
    }

    private static Node Bias(CellBuilder cell, string gate, string role, Size hidden) => cell.Bias(gate, role, hidden, Initializer.Uniform);
}

/// <summary><see cref="GruTorch"/> in double precision.</summary>
[RecurrentCell<GruTorch>(Precision = Precision.Double)]
public partial class GruTorchDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// The gated recurrent unit with its reset applied after the recurrent product (id <c>gru-torch</c>):
/// <c>r, z = σ(W·x + U·h⁻ + b_ih + b_hh)</c>, <c>n = tanh(W·x + b_ih + r∘(U·h⁻ + b_hh))</c>, <c>h = (1 − z)∘n + z∘h⁻</c>, <c>y = h</c>.
/// </summary>
/// <remarks>
/// <para>Source: PyTorch's nn.GRU and cuDNN; ONNX's GRU with linear_before_reset = 1.</para>
/// <para>Parameters: for each gate of r, z, n, <c>W</c> [hidden, input], <c>U</c> [hidden, hidden], <c>b_ih</c> [hidden] and <c>b_hh</c> [hidden], all uniform in
/// ±1/√hidden.</para>
/// </remarks>
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

        var r = Sigmoid(cell.Dense("r", hidden, x) + cell.Dense("r", hidden, h) + (Bias("r", "b_ih") + Bias("r", "b_hh")));
        var z = Sigmoid(cell.Dense("z", hidden, x) + cell.Dense("z", hidden, h) + (Bias("z", "b_ih") + Bias("z", "b_hh")));
        var recurrent = cell.Dense("n", hidden, h) + Bias("n", "b_hh");
        var n = Tanh(cell.Dense("n", hidden, x) + Bias("n", "b_ih") + r * recurrent);

        cell.Next(h, (1f - z) * n + z * h);
        cell.Output("y", h.Next);

        Node Bias(string gate, string role) => cell.Bias(gate, role, hidden, Initializer.Uniform);
    }
}

/// <summary><see cref="GruTorch"/> in double precision.</summary>
[RecurrentCell<GruTorch>(Precision = Precision.Double)]
public partial class GruTorchDouble;

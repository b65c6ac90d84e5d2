using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Layers of long short-term memory with gated feedback to the candidate (id <c>gf-lstm</c>):
/// <c>g^(i→j) = σ(w^(i→j)·h_t^(j−1) + u^(i→j)·h*⁻)</c>, <c>i, f, o = σ(W·h_t^(j−1) + U·h^j⁻ + b)</c>, <c>n = tanh(W·h_t^(j−1) + Σ_i g^(i→j)·U^(i→j)·h^i⁻)</c>,
/// <c>c = f∘c⁻ + i∘n</c>, <c>h = o∘tanh c</c>, <c>y = h of the last layer</c>.
/// Every layer feeds every layer, through a scalar gate for each pair; h* is the states of all layers, one after another, h_t^0 = x.
/// </summary>
/// <remarks>
/// <para>Source: Chung et al., "Gated feedback recurrent neural networks", 2015.</para>
/// <para>Parameters: for each layer j, keys beginning with <c>layer.j.</c>: for each layer i that feeds it the scalar gate <c>g.i</c> with <c>W</c> [1, input or hidden]
/// and <c>U.k</c> [1, hidden] for each layer k, and <c>n.U.i</c> [hidden, hidden]; <c>n.W</c> [hidden, input or hidden]; for each gate of i, f, o, <c>W</c>, <c>U</c>
/// [hidden, hidden] and <c>b</c> [hidden], 0; but for b all uniform in ±1/√(rows).</para>
/// <para>Taps: <c>layer.j.forget</c>, the forget gate of layer j.</para>
/// </remarks>
[RecurrentCell]
public partial class GatedFeedbackLstm
{
    /// <summary>States the equations.</summary>
    /// <param name="cell">Records them.</param>
    /// <param name="input">Features of an input.</param>
    /// <param name="hidden">Hidden units of each layer.</param>
    /// <param name="layers">Number of layers, at least 1.</param>
    public static void Define(CellBuilder cell, Size input, Size hidden, int layers = 2)
    {
        var below = cell.Input("x", input);
        var states = Feedback.States(cell, "h", layers, hidden);
        var memories = Feedback.States(cell, "c", layers, hidden);
        for (var j = 0; j < layers; j++)
        {
            var (h, c) = (states[j], memories[j]);
            var i = Sigmoid(cell.Affine($"layer.{j}.i", hidden, below, h));
            var f = Sigmoid(cell.Affine($"layer.{j}.f", hidden, below, h));
            var o = Sigmoid(cell.Affine($"layer.{j}.o", hidden, below, h));
            var n = Tanh(cell.Dense($"layer.{j}.n", hidden, below) + Feedback.Gated(cell, $"layer.{j}", "n", hidden, below, states));
            var cNew = f * c + i * n;

            cell.Next(c, cNew);
            cell.Next(h, o * Tanh(cNew));
            cell.Tap($"layer.{j}.forget", f);
            below = h.Next;
        }

        cell.Output("y", below);
    }
}

/// <summary><see cref="GatedFeedbackLstm"/> in double precision.</summary>
[RecurrentCell<GatedFeedbackLstm>(Precision = Precision.Double)]
public partial class GatedFeedbackLstmDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Layers of gated recurrent units with gated feedback to the candidate (id <c>gf-gru</c>):
/// <c>g^(i→j) = σ(w^(i→j)·h_t^(j−1) + u^(i→j)·h*⁻)</c>, <c>z, r = σ(W·h_t^(j−1) + U·h^j⁻ + b)</c>, <c>n = tanh(W·h_t^(j−1) + r∘Σ_i g^(i→j)·U^(i→j)·h^i⁻)</c>,
/// <c>h = (1 − z)∘h⁻ + z∘n</c>, <c>y = h of the last layer</c>.
/// Every layer feeds every layer, through a scalar gate for each pair; h* is the states of all layers, one after another, h_t^0 = x.
/// </summary>
/// <remarks>
/// <para>Source: Chung et al., "Gated feedback recurrent neural networks", 2015.</para>
/// <para>Parameters: for each layer j, keys beginning with <c>layer.j.</c>: for each layer i that feeds it the scalar gate <c>g.i</c> with <c>W</c> [1, input or hidden]
/// and <c>U.k</c> [1, hidden] for each layer k, and <c>n.U.i</c> [hidden, hidden]; <c>n.W</c> [hidden, input or hidden]; for each gate of z, r, <c>W</c>, <c>U</c>
/// [hidden, hidden] and <c>b</c> [hidden], 0; but for b all uniform in ±1/√(rows).</para>
/// </remarks>
[RecurrentCell]
public partial class GatedFeedbackGru
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
        for (var j = 0; j < layers; j++)
        {
            var h = states[j];
            var z = Sigmoid(cell.Affine($"layer.{j}.z", hidden, below, h));
            var r = Sigmoid(cell.Affine($"layer.{j}.r", hidden, below, h));
            var n = Tanh(cell.Dense($"layer.{j}.n", hidden, below) + r * Feedback.Gated(cell, $"layer.{j}", "n", hidden, below, states));

            cell.Next(h, (1f - z) * h + z * n);
            below = h.Next;
        }

        cell.Output("y", below);
    }
}

/// <summary><see cref="GatedFeedbackGru"/> in double precision.</summary>
[RecurrentCell<GatedFeedbackGru>(Precision = Precision.Double)]
public partial class GatedFeedbackGruDouble;

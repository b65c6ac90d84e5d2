using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>
/// Layers of simple units with gated feedback (id <c>gf-tanh</c>):
/// <c>g^(i→j) = σ(w^(i→j)·h_t^(j−1) + u^(i→j)·h*⁻)</c>, <c>h^j = tanh(W·h_t^(j−1) + Σ_i g^(i→j)·U^(i→j)·h^i⁻)</c>, <c>y = h of the last layer</c>.
/// Every layer feeds every layer, through a scalar gate for each pair; h* is the states of all layers, one after another, h_t^0 = x.
/// </summary>
/// <remarks>
/// <para>Source: Chung et al., "Gated feedback recurrent neural networks", 2015.</para>
/// <para>Parameters: for each layer j, keys beginning with <c>layer.j.</c>: for each layer i that feeds it the scalar gate <c>g.i</c> with <c>W</c> [1, input or hidden]
/// and <c>U.k</c> [1, hidden] for each layer k, and <c>h.U.i</c> [hidden, hidden]; <c>h.W</c> [hidden, input or hidden]; all uniform in ±1/√(rows).</para>
/// </remarks>
[RecurrentCell]
public partial class GatedFeedbackTanh
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
            cell.Next(states[j], Tanh(cell.Dense($"layer.{j}.h", hidden, below) + Feedback.Gated(cell, $"layer.{j}", "h", hidden, below, states)));
            below = states[j].Next;
        }

        cell.Output("y", below);
    }
}

/// <summary><see cref="GatedFeedbackTanh"/> in double precision.</summary>
[RecurrentCell<GatedFeedbackTanh>(Precision = Precision.Double)]
public partial class GatedFeedbackTanhDouble;

using static RnnGraph.Op;

namespace RnnGraph.Cells;

/// <summary>What the gated-feedback cells have in common (Chung et al. 2015): every layer's state is fed back to every layer, through a scalar gate for each pair.</summary>
internal static class Feedback
{
    /// <summary>A state for each layer, called <c>layer.j.name</c>.</summary>
    public static Node[] States(CellBuilder cell, string name, int layers, Size hidden)
    {
        var states = new Node[layers];
        for (var j = 0; j < layers; j++)
            states[j] = cell.State($"layer.{j}.{name}", hidden);
        return states;
    }

    /// <summary>
    /// <c>Σ_i g^(i→j)·U^(i→j)·h^i⁻</c>, with the scalar gates <c>g^(i→j) = σ(w^(i→j)·h_t^(j−1) + u^(i→j)·h*⁻)</c>. h* is all states one after another, so u·h* is a sum of one product
    /// for each layer k.
    /// </summary>
    /// <param name="cell">Records it.</param>
    /// <param name="layer">What the keys of layer j begin with.</param>
    /// <param name="candidate">The gate that the matrices U^(i→j) belong to.</param>
    /// <param name="hidden">Hidden units of each layer.</param>
    /// <param name="below">h_t^(j−1): the input, or the new state of the layer below.</param>
    /// <param name="states">The layers' states, as they were at t−1.</param>
    public static Node Gated(CellBuilder cell, string layer, string candidate, Size hidden, Node below, Node[] states)
    {
        Node? sum = null;
        for (var i = 0; i < states.Length; i++)
        {
            var reading = cell.Dense($"{layer}.g.{i}", 1, below);
            for (var k = 0; k < states.Length; k++)
                reading += cell.Dense($"{layer}.g.{i}", 1, $"U.{k}", states[k]);
            var fed = Expand(Sigmoid(reading), hidden) * cell.Dense($"{layer}.{candidate}", hidden, $"U.{i}", states[i]);
            sum = sum is null ? fed : sum + fed;
        }

        return sum ?? throw new ArgumentException("gated feedback needs at least one layer", nameof(states));
    }
}

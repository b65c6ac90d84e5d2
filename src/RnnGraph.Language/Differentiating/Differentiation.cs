using RnnGraph.Graphs;

namespace RnnGraph.Differentiating;

/// <summary>Graph to graph: a cell or network, and with it the gradient of a loss by its inputs, initial states and parameters.</summary>
public static class Differentiation
{
    /// <summary>
    /// The forward graph and its adjoint as one graph. For every output y it takes ∂L/∂y as input <c>d.y</c>, for every final state h (and every output of one
    /// value per sequence) as given <c>d.h</c>; ∂L by a loss is <see cref="Ops.RowOps.Share"/> of it. For each scan a second one, the other way, computes
    /// ∂L by the values of its body. Gradients follow the forward graph's own results: for each input (space Step), vector and initial state (space Sequence) that
    /// the loss reaches, and for each parameter (space Parameter). Taps get no gradient.
    /// </summary>
    /// <param name="forward">A graph as <see cref="CellBuilder.Build"/> or <see cref="NetworkBuilder.Build"/> makes it.</param>
    /// <exception cref="NotSupportedException">A node has no derivative rule.</exception>
    public static Graph Differentiate(Graph forward) => new AdjointGraph(forward).Build();
}

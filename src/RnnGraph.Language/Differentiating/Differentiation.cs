using RnnGraph.Graphs;

namespace RnnGraph.Differentiating;

/// <summary>Graph to graph: a cell, and with it the gradient of a loss by its inputs, initial states and parameters.</summary>
public static class Differentiation
{
    /// <summary>
    /// The forward graph and its adjoint as one graph. For every output y it takes ∂L/∂y as input <c>d.y</c>, for every final state h it takes ∂L/∂h as
    /// given <c>d.h</c>; a second scan, in reverse, computes ∂L by every value of the body; gradients follow the forward graph's own results, for each input
    /// (space Step), initial state (space Sequence) and parameter (space Parameter). Taps get no gradient.
    /// </summary>
    /// <param name="forward">A graph with one forward scan, as <see cref="CellBuilder.Build"/> makes it.</param>
    /// <exception cref="ArgumentException">The graph has not exactly one scan, or that one is in reverse.</exception>
    /// <exception cref="NotSupportedException">A node has no derivative rule.</exception>
    public static Graph Differentiate(Graph forward) => new AdjointGraph(forward).Build();
}

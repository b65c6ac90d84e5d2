using RnnGraph.Differentiating;
using RnnGraph.Graphs;

namespace RnnGraph.Compiler.Passes;

/// <summary>The recipe: what happens to a graph, in order, before it is lowered to a schedule.</summary>
internal static class Pipeline
{
    /// <summary>From a cell's or network's graph to the graph of its training step, ready for lowering.</summary>
    public static Graph Prepare(Graph cell)
    {
        var graph = Differentiation.Differentiate(cell);
        graph = ProductSums.GatherProducts(graph);              // products of one sum stand together: one accumulator
        graph = Fission.SplitScans(graph);                      // what needs no loop leaves it
        graph = Recomputation.RecomputeCheapValues(graph);      // the tape holds only what is dear
        graph = OneHots.CompareTokens(graph);                   // no one-hot row stands in memory
        graph = CommonSubexpressions.Merge(graph);              // and nothing is computed twice
        graph = Masking.MaskSteps(graph);                       // what is summed over all steps is 0 beyond a sequence's length
        graph = DueMasks.FillGaps(graph);                       // what is 0 but at some steps is computed at those alone
        graph = Materialization.WriteOut(graph);                // kernels find in memory what bodies make up on the way
        return Spreading.ReadInPlace(graph);                    // bodies over a matrix read vectors where they stand
    }
}

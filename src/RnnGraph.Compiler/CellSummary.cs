using RnnGraph.Compiler.Emission;
using RnnGraph.Compiler.Lowering;
using RnnGraph.Compiler.Passes;
using RnnGraph.Graphs;
using RnnGraph.Ops;

namespace RnnGraph.Compiler;

/// <summary>What a reviewer asks of a definition: its parameters, whether old checkpoints load, what a step costs. Sizes may be symbols; so are the numbers then.</summary>
public sealed class CellSummary
{
    private CellSummary(Graph graph, CellEmission cell)
    {
        Graph = graph;
        Parameters = graph.Nodes.Where(node => node.Op == StructureOps.Parameter).ToArray();
        Values = Parameters.Aggregate((Size)0, (sum, node) => sum + (node.Shape.Rows * node.Shape.Columns));
        Fingerprint = SummaryFile.Fingerprint(Parameters.Select(node => $"{node.Name} {node.Shape}").OrderBy(key => key, StringComparer.Ordinal).ToList());
        Operations = SummaryFile.FloatingPointOperations(cell);
        KeptBytes = SummaryFile.Bytes(cell);
        Kept = SummaryFile.Kept(cell.Schedule).Select(slot => new KeyValuePair<string, Size>(slot.Name, slot.Features * slot.Gates)).ToArray();
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>The parameters in the order of declaration; a node's name is the checkpoint key.</summary>
    public IReadOnlyList<GraphNode> Parameters { get; }

    /// <summary>How many numbers they are.</summary>
    public Size Values { get; }

    /// <summary>Stands for the names and shapes of all parameters: old checkpoints load as long as it stays.</summary>
    public string Fingerprint { get; }

    /// <summary>Multiplications and additions in the products of a forward step, for one sequence; training takes three times that. Rows looked up by tokens take none.</summary>
    public Size Operations { get; }

    /// <summary>Bytes that a training step keeps for the backward pass, for one sequence.</summary>
    public Size KeptBytes { get; }

    /// <summary>What is kept, and how many features of it.</summary>
    public IReadOnlyList<KeyValuePair<string, Size>> Kept { get; }

    /// <summary>Summarises a cell's graph.</summary>
    /// <param name="graph">The graph of a definition, not a differentiated one.</param>
    /// <param name="isDouble">Whether bytes are those of double precision.</param>
    /// <exception cref="CompilationBudgetException">The definition asks for more than the compiler gives.</exception>
    /// <exception cref="NotSupportedException">The graph has an op that the compiler does not emit.</exception>
    public static CellSummary Of(Graph graph, bool isDouble = false)
    {
        SupportedOps.Require(graph);
        var budget = new CompilationBudget(graph.Name);
        budget.Require(graph);
        var schedule = GraphLowering.Lower(Pipeline.Prepare(graph), budget);
        return new CellSummary(graph, new CellEmission(schedule, new CellTarget(graph.Name, isDouble: isDouble), ClassSurface.OfNetwork(schedule)));
    }
}
